using System.Diagnostics;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Packaging;

/// <summary>How a program ended, and what it wrote.</summary>
internal sealed record Ended(int ExitCode, string Output, string Errors)
{
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>Runs the scripts that pack, and the system's own tools over what they made.</summary>
internal static class Tool
{
    /// <summary>Where it is in PATH, else null.</summary>
    public static string? Find(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    public static void Require(string name, string package) =>
        Assert.SkipWhen(Find(name) is null, $"{name} is not there: it is in Debian's package {package}, `make test` installs it.");

    /// <summary>Runs it in the repository's root; what it wrote, when it ended well.</summary>
    /// <param name="program">A name in PATH, or a path, from the repository's root.</param>
    public static async Task<Ended> RunAsync(string program, params string[] arguments)
    {
        var ended = await TryAsync(program, arguments);
        Assert.True(ended.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {ended.ExitCode}:\n{ended.Output}{ended.Errors}");
        return ended;
    }

    public static async Task<Ended> TryAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program.Contains('/', StringComparison.Ordinal) ? Path.Combine(Repository.Root, program) : program, arguments)
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        process.StandardInput.Close();
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(CancellationToken.None), process.StandardError.ReadToEndAsync(CancellationToken.None));
        try
        {
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }

        return new Ended(process.ExitCode, await output, await errors);
    }
}
