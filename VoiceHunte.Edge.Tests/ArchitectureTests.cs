using System.Globalization;
using System.Text.RegularExpressions;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests;

/// <summary>The rules of the house, read from its source.</summary>
public sealed partial class ArchitectureTests
{
    private const int MostLines = 300;

    private static readonly string[] Leaves = ["Settings", "Telemetry"];

    /// <summary>What each room may use, besides the leaves and itself. Arrows never turn back.</summary>
    private static readonly Dictionary<string, string[]> Rooms = new()
    {
        ["Settings"] = [],
        ["Telemetry"] = [],
        ["Sockets"] = [],
        ["Twilio"] = [],
        ["OpenAI"] = ["Sockets"],
        ["Store"] = [],
        ["Service"] = ["Store"],
        ["Restaurant"] = ["Store"],
        ["Agent"] = ["Restaurant", "OpenAI"],
        ["Operations"] = ["Store", "OpenAI", "Twilio", "Restaurant"],
        ["Money"] = ["Store", "OpenAI", "Restaurant"],
        ["Speech"] = ["OpenAI", "Store", "Operations"],
        ["Archive"] = [],
        ["Voice"] = ["Archive", "Speech", "Store"],
        ["Recordings"] = ["Archive", "Money", "Speech", "Twilio", "Store"],
        ["Privacy"] = ["Archive", "Recordings", "Voice", "Twilio", "Store", "Restaurant", "Operations"],
        ["Backups"] = ["Archive", "Store", "Operations"],
        ["Calls"] = ["Agent", "Money", "Speech", "Voice", "Twilio", "Store", "Restaurant", "Operations", "Recordings", "Service"],
        ["Live"] = ["Calls", "Service", "Money", "Agent", "Speech", "Twilio", "OpenAI", "Operations", "Restaurant", "Sockets", "Store", "Recordings"],
        ["Admin"] = ["Calls", "Money", "Speech", "Voice", "Twilio", "Store", "Restaurant", "Operations", "Archive", "Recordings", "Privacy", "Backups"],
        ["Commands"] = ["Service", "Agent", "Archive", "Backups", "Calls", "Money", "OpenAI", "Operations", "Privacy", "Recordings", "Restaurant", "Sockets", "Speech", "Store", "Twilio"],
    };

    /// <summary>The first event id of each room's block of a hundred.</summary>
    private static readonly Dictionary<string, int> FirstEventIds = new()
    {
        ["Calls"] = 1000,
        ["Agent"] = 1100,
        ["Speech"] = 1200,
        ["Twilio"] = 1300,
        ["OpenAI"] = 1400,
        ["Store"] = 1500,
        ["Operations"] = 1600,
        ["Commands"] = 1700,
        ["Restaurant"] = 1800,
        ["Live"] = 1900,
        ["Admin"] = 2000,
        ["Money"] = 2100,
        ["Recordings"] = 2200,
        ["Archive"] = 2300,
        ["Privacy"] = 2400,
        ["Backups"] = 2500,
        ["Service"] = 2600,
        ["Voice"] = 2700,
    };

    // Cut in two, so that this file is not its own finding.
    private static readonly string[] Unwanted = ["TO" + "DO", "HA" + "CK", "#pragma " + "warning disable", "Suppress" + "Message", "<No" + "Warn"];

    private static readonly IReadOnlyList<Source> Appliance = [.. Read("VoiceHunte.Edge", "*.cs")];
    private static readonly IReadOnlyList<Source> Everything =
    [
        .. Appliance, .. Read("VoiceHunte.Edge.Tests", "*.cs"), .. Read("VoiceHunte.Edge", "*.csproj"), .. Read("VoiceHunte.Edge.Tests", "*.csproj"),
        .. Directory.EnumerateFiles(Repository.Root, "Directory.*").Select(Source.Of),
    ];

    [Fact]
    public void Every_room_is_on_the_plan() =>
        Assert.Empty(Appliance.Select(source => source.Room).Where(room => room.Length > 0).Distinct().Except(Rooms.Keys));

    [Fact]
    public void A_room_uses_only_the_rooms_it_may_use() => Assert.Empty(
        from source in Appliance
        where Rooms.ContainsKey(source.Room)
        from Match use in UseOfARoom().Matches(source.Text)
        let used = use.Groups["room"].Value
        where used != source.Room && !Rooms[source.Room].Contains(used) && (Leaves.Contains(source.Room) || !Leaves.Contains(used))
        select $"{source.Path}: {use.Value.Trim()}");

    [Fact]
    public void Of_the_operations_speech_calls_and_live_calls_know_the_problem_document_alone()
    {
        var others = Appliance.Where(source => source.Room == "Operations").Select(source => source.Name).Where(name => !name.StartsWith("Problem", StringComparison.Ordinal) && name != "ExitCode"); // Which every process has, too.
        var names = new Regex($@"\b({string.Join('|', others)})\b");

        Assert.Empty(from source in Appliance where source.Room is "Speech" or "Calls" or "Live" from Match name in names.Matches(source.Text) select $"{source.Path}: {name.Value}");
    }

    [Fact]
    public void Every_log_line_has_an_event_id_of_its_own_in_the_block_of_its_room()
    {
        var ids = (from source in Appliance
                   from Match message in LogMessage().Matches(source.Text)
                   select (source.Path, source.Room, Id: int.Parse("0" + message.Groups["id"].Value, CultureInfo.InvariantCulture))).ToList();

        Assert.NotEmpty(ids);
        Assert.Empty(from line in ids let first = FirstEventIds.GetValueOrDefault(line.Room) where line.Id < first || line.Id > first + 99 select line);
        Assert.Empty(from line in ids group line.Path by line.Id into same where same.Count() > 1 select $"{same.Key}: {string.Join(", ", same)}");
    }

    [Fact]
    public void Nothing_is_logged_past_the_generated_messages() =>
        Assert.Empty(from source in Appliance from Match call in RawLogCall().Matches(source.Text) select $"{source.Path}: {call.Value}");

    [Fact]
    public void No_file_is_longer_than_a_reader_can_hold() =>
        Assert.Empty(from source in Everything let lines = source.Text.Count(c => c == '\n') where lines > MostLines select $"{source.Path}: {lines}");

    [Fact]
    public void Nothing_is_put_off_and_no_warning_is_silenced() => Assert.Empty(
        from source in Everything
        from word in Unwanted
        where source.Text.Contains(word, StringComparison.Ordinal)
        select $"{source.Path}: {word}");

    private static IEnumerable<Source> Read(string project, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, project), pattern, SearchOption.AllDirectories).Select(Source.Of);

    [GeneratedRegex(@"^(?![ \t]*(//|namespace\b)).*\bVoiceHunte\.Edge\.(?<room>[A-Z]\w*)", RegexOptions.Multiline)]
    private static partial Regex UseOfARoom();

    [GeneratedRegex(@"\[LoggerMessage\(\s*(EventId\s*=\s*)?(?<id>\d*)")]
    private static partial Regex LogMessage();

    [GeneratedRegex(@"\.Log(Trace|Debug|Information|Warning|Error|Critical)\(")]
    private static partial Regex RawLogCall();

    /// <param name="Path">Below the repository's root.</param>
    /// <param name="Room">The folder of the project it lies in; empty beside Program.cs.</param>
    private sealed record Source(string Path, string Room, string Text)
    {
        public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

        public static Source Of(string file)
        {
            var path = System.IO.Path.GetRelativePath(Repository.Root, file);
            return new(path, path.Split('/') is [_, var room, _, ..] ? room : "", File.ReadAllText(file));
        }
    }
}
