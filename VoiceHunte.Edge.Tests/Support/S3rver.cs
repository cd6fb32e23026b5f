using System.Diagnostics;
using System.Text.RegularExpressions;

namespace VoiceHunte.Edge.Tests.Support;

/// <summary>s3rver, somebody else's S3 server, with one bucket in a temporary folder. It takes any secret, so signatures are proven elsewhere.</summary>
internal sealed partial class S3rver : IAsyncDisposable
{
    public const string Bucket = "restaurant-recordings";

    private static readonly SemaphoreSlim OneAtATime = new(1, 1);

    private readonly Process process;

    private S3rver(Process process, Uri url) => (this.process, Url) = (process, url);

    public Uri Url { get; }

    public static async Task<S3rver> StartAsync(TemporaryFolder folder)
    {
        var program = await InstallAsync();
        var process = Process.Start(Of("node", program, "--directory", folder.File("s3"), "--address", "127.0.0.1", "--port", "0", "--configure-bucket", Bucket))!;
        var told = "";
        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            told += line + "\n";
            if (ListensOn().Match(line) is { Success: true } found) return new S3rver(process, new Uri($"http://127.0.0.1:{found.Groups[1].Value}"));
        }

        throw new InvalidOperationException($"s3rver did not start: {told}{await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken)}");
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
    }

    /// <summary>Once for all test runs, below artifacts; where npm cannot, the test is skipped.</summary>
    private static async Task<string> InstallAsync()
    {
        var folder = Path.Combine(Repository.Root, "artifacts", "s3rver");
        var program = Path.Combine(folder, "node_modules", "s3rver", "bin", "s3rver.js");
        await OneAtATime.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            if (File.Exists(program)) return program;
            Directory.CreateDirectory(folder);
            foreach (var file in Directory.GetFiles(Path.Combine(Repository.Root, "VoiceHunte.Edge.Tests", "Fixtures", "s3rver"))) File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
            var install = Of("npm", "ci", "--ignore-scripts", "--loglevel", "error");
            install.WorkingDirectory = folder;
            using var npm = Process.Start(install)!;
            var complaint = await npm.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await npm.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.SkipWhen(npm.ExitCode != 0, $"npm cannot install s3rver here: {complaint.Split('\n')[0]}");
            return program;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("Node is not here: `make test` installs Debian's nodejs and npm.");
            throw;
        }
        finally
        {
            OneAtATime.Release();
        }
    }

    private static ProcessStartInfo Of(string program, params string[] arguments) =>
        new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };

    [GeneratedRegex(@"listening on .*:(\d+)$")]
    private static partial Regex ListensOn();
}
