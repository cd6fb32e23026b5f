using System.Text.RegularExpressions;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Packaging;

/// <summary>What <c>--help</c> of the published binary says of one command and all below it.</summary>
/// <param name="Options">Those of the command and of its own commands, in the long form, without those that every command takes.</param>
/// <param name="Commands">Its own commands, such as <c>list</c> of <c>calls</c>.</param>
internal sealed record HelpPage(string Command, IReadOnlySet<string> Options, IReadOnlySet<string> Commands);

/// <summary>Reads them all.</summary>
internal static partial class HelpPages
{
    /// <summary>Those that every command takes.</summary>
    public static readonly string[] Everywhere = ["--env-file", "--data-dir", "--help"];

    public static async Task<IReadOnlyList<HelpPage>> ReadAsync()
    {
        var pages = new List<HelpPage>();
        foreach (var command in CommandsIn(await HelpAsync()))
        {
            var own = await HelpAsync(command);
            var (options, commands) = (OptionsIn(own).ToHashSet(), CommandsIn(own).ToHashSet());
            foreach (var below in commands) options.UnionWith(OptionsIn(await HelpAsync(command, below)));
            options.ExceptWith(Everywhere);
            pages.Add(new HelpPage(command, options, commands));
        }

        return pages;
    }

    private static async Task<string> HelpAsync(params string[] command) =>
        (await Tool.RunAsync(EdgeProcess.RequireBinary(), [.. command, "--help"])).Output;

    private static IEnumerable<string> OptionsIn(string help) =>
        Block(help, "Options:").SelectMany(line => LongOption().Matches(line).Take(1)).Select(match => match.Groups[1].Value);

    private static IEnumerable<string> CommandsIn(string help) => Block(help, "Commands:").Select(line => line.Split(' ')[0]);

    /// <summary>The lines below a heading, without those that only go on.</summary>
    private static IEnumerable<string> Block(string help, string heading) =>
        help.Split('\n').SkipWhile(line => line != heading).Skip(1).TakeWhile(line => line.Length > 0)
            .Where(line => line.StartsWith("  ", StringComparison.Ordinal) && line[2] != ' ').Select(line => line[2..]);

    [GeneratedRegex("^(?:-[?a-z], )*(--[a-z0-9-]+)")]
    private static partial Regex LongOption();
}
