using System.CommandLine;
using System.Text.Json;
using VoiceHunte.Edge.Commands;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Tests.Admin;
using VoiceHunte.Edge.Tests.Privacy;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Commands;

/// <summary>The operator's <c>erase</c> and <c>export</c>, beside the running service and without it.</summary>
public sealed class EraseCommandTests : IDisposable
{
    private readonly StringWriter output = new();
    private readonly StringWriter errors = new();
    private string? typed;

    public void Dispose()
    {
        output.Dispose();
        errors.Dispose();
    }

    [Fact]
    public async Task A_caller_is_erased_beside_the_running_service_however_the_number_is_written()
    {
        await using var house = await LivedIn.OpenAsync();
        await house.BookAsync();

        Assert.Equal(0, await RunAsync(house.Appliance.Settings, "erase", "00421 900 123-456", "--json"));

        Assert.Empty(Traces.Of(house.DataDir, LivedIn.Booker, "Anna"));
        using var certificate = JsonDocument.Parse(output.ToString());
        Assert.Equal(1, certificate.RootElement.GetProperty("erased").GetProperty("calls").GetInt32());
        Assert.Equal(["command|guest erased"], house.Sql("SELECT operator, action FROM audit WHERE action LIKE 'guest%'"));
        // The service goes on with the same database.
        await house.BookAsync("+421905123987");
        Assert.Equal(["+421905123987"], house.Sql("SELECT phone FROM customers"));
        Assert.Equal(0, await RunAsync(house.Appliance.Settings, "erase", LivedIn.Booker));
        Assert.EndsWith("Nothing is kept on this number.\n", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_at_a_terminal_is_asked_first_and_anything_but_yes_erases_nothing()
    {
        await using var house = await LivedIn.OpenAsync();
        await house.BookAsync();

        typed = "y";
        Assert.Equal(64, await RunAsync(house.Appliance.Settings, "erase", LivedIn.Booker));
        Assert.Equal(["1"], house.Sql("SELECT count(*) || '' FROM customers"));
        typed = "yes";
        Assert.Equal(0, await RunAsync(house.Appliance.Settings, "erase", LivedIn.Booker));

        Assert.Contains("Certificate of erasure", output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(LivedIn.Booker, output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mistakes_and_what_cannot_be_reached_have_their_own_exit_codes_and_words()
    {
        await using var recordings = await TwilioRecordings.StartAsync();
        await using var house = await Calls.House.OpenAsync(recordings.Settings(("RECORDING_DELETE_AT_TWILIO", "off")));
        var settings = house.Appliance.Settings;
        var call = house.Ring();
        await call.StartAsync();
        var told = (await call.SayAsync("máte dnes otvorené")).RecordingTold!;

        Assert.Equal((64, 64), (await RunAsync(settings, "erase", "0900123456"), await RunAsync(settings, "export", "Anna")));
        Assert.Contains("NUMBER: '0900123456' is no number", errors.ToString(), StringComparison.Ordinal);
        Assert.Equal(69, await RunAsync(settings, "erase", LivedIn.Booker));
        Assert.Contains("on the telephone now", errors.ToString(), StringComparison.Ordinal);
        await call.RecordedAsync(told, recordings.Record(call.CallSid));
        await house.UntilAsync("SELECT recording_sid FROM recording_work");
        await call.HangUpAsync();
        recordings.RefusesDeletion = true;
        Assert.Equal(69, await RunAsync(settings, "erase", LivedIn.Booker));
        Assert.Contains("not all is erased yet", errors.ToString(), StringComparison.Ordinal);
        recordings.RefusesDeletion = false;
        Assert.Equal(0, await RunAsync(settings, "erase", LivedIn.Booker));
        Assert.Empty(recordings.Kept);
        using var empty = new TemporaryFolder();
        Assert.Equal(74, await RunAsync(settings with { DataDir = empty.Path }, "erase", LivedIn.Booker));
    }

    [Fact]
    public async Task An_export_has_every_row_of_the_caller_and_the_sound_for_its_owner_alone()
    {
        await using var recordings = await TwilioRecordings.StartAsync();
        await using var house = await Calls.House.OpenAsync(recordings.Settings());
        var call = house.Ring();
        await call.StartAsync();
        var told = (await call.SayAsync("máte dnes otvorené")).RecordingTold!;
        var sid = recordings.Record(call.CallSid);
        var wav = recordings.Kept[sid].Wav;
        await call.RecordedAsync(told, sid);
        await house.UntilAsync("SELECT recording_sid FROM recording_work");
        await house.BookAsync("+421905123987");
        var directory = Path.Combine(house.DataDir, "for-the-caller");

        Assert.Equal(0, await RunAsync(house.Appliance.Settings, "export", LivedIn.Booker, "-o", directory));

        var caller = Path.Combine(directory, "caller.json");
        var text = await File.ReadAllTextAsync(caller, TestContext.Current.CancellationToken);
        using var json = JsonDocument.Parse(text);
        Assert.Equal(call.CallSid, Assert.Single(json.RootElement.GetProperty("calls").EnumerateArray()).GetProperty("call_id").GetString());
        Assert.Contains("máte dnes otvorené", text, StringComparison.Ordinal);
        Assert.DoesNotContain("+421905123987", text, StringComparison.Ordinal);
        Assert.Equal(wav, await File.ReadAllBytesAsync(Assert.Single(Directory.GetFiles(Path.Combine(directory, "audio"))), TestContext.Current.CancellationToken));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(caller));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(directory));
    }

    [Fact]
    public async Task An_export_of_somebody_unknown_says_so_and_has_empty_lists()
    {
        await using var house = await LivedIn.OpenAsync();
        await house.BookAsync();
        var directory = Path.Combine(house.DataDir, "nobody");

        Assert.Equal(0, await RunAsync(house.Appliance.Settings, "export", "+421905123987", "-o", directory));

        Assert.Contains("Nothing is kept on this number", output.ToString(), StringComparison.Ordinal);
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(directory, "caller.json"), TestContext.Current.CancellationToken));
        Assert.All(json.RootElement.EnumerateObject(), table => Assert.Equal(0, table.Value.GetArrayLength()));
    }

    private Task<int> RunAsync(EdgeSettings settings, params string[] arguments) => new RootCommand
    {
        EraseCommand.Create(_ => settings, _ => typed, TimeProvider.System), ExportCommand.Create(_ => settings, TimeProvider.System),
    }.Parse(arguments).InvokeAsync(new InvocationConfiguration { Output = output, Error = errors }, TestContext.Current.CancellationToken);
}
