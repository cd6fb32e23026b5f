using VoiceHunte.Edge.Tests.Privacy;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Admin;

/// <summary>A guest's page: what is kept is handed out, and erased.</summary>
public sealed class GuestDataTests
{
    [Fact]
    public async Task A_guest_is_erased_by_a_click_with_a_certificate_and_an_audit_that_do_not_name_them()
    {
        await using var house = await LivedIn.OpenAsync();
        using var page = new Operator(house);
        await house.BookAsync();
        await house.LeaveMessageAsync();
        var anna = (await page.ReadAsync("/admin/customers?words=Anna")).Items().Single().Text("id");

        var erased = await page.PostAsync($"/admin/customers/{anna}/erase");

        Assert.Equal(200, erased.Status);
        Assert.Null(new JsonSchemaCheck(await page.ReadAsync("/admin/openapi.json")).Problem("#/components/schemas/Certificate", erased.Json));
        Assert.Empty(Traces.Of(house.DataDir, LivedIn.Booker, "Anna"));
        Assert.Equal("guest erased", (await page.ReadAsync("/admin/audit")).Items().First().Text("action"));
        Assert.Equal(404, (await page.PostAsync($"/admin/customers/{anna}/erase")).Status);
        Assert.Equal(404, (await page.GetAsync($"/admin/customers/{anna}/export")).Status);
        Assert.Single((await page.ReadAsync("/admin/customers")).Items());
    }

    [Fact]
    public async Task An_export_is_a_file_with_the_rows_of_that_guest_and_is_noted()
    {
        await using var house = await LivedIn.OpenAsync();
        using var page = new Operator(house);
        var call = await house.BookAsync();
        await house.LeaveMessageAsync();
        var anna = (await page.ReadAsync("/admin/customers?words=Anna")).Items().Single().Text("id");

        var export = await page.GetAsync($"/admin/customers/{anna}/export");

        Assert.Equal("attachment; filename=\"caller.json\"", export.Headers["Content-Disposition"]);
        Assert.Equal([call], export.Json.All("calls").Select(row => row.Text("call_id")));
        Assert.DoesNotContain(LivedIn.Messenger, export.Text, StringComparison.Ordinal);
        Assert.Equal("guest exported", (await page.ReadAsync("/admin/audit")).Items().First().Text("action"));
    }

    [Fact]
    public async Task Who_is_on_the_telephone_and_what_Twilio_does_not_delete_is_said()
    {
        await using var recordings = await TwilioRecordings.StartAsync();
        await using var house = await Calls.House.OpenAsync(recordings.Settings(("RECORDING_DELETE_AT_TWILIO", "off")));
        using var page = new Operator(house);
        var call = house.Ring();
        await call.StartAsync();
        var told = (await call.SayAsync("máte dnes otvorené")).RecordingTold!;
        var guest = (await page.ReadAsync("/admin/customers")).Items().Single().Text("id");
        Assert.Equal(409, (await page.PostAsync($"/admin/customers/{guest}/erase")).Status);

        await call.RecordedAsync(told, recordings.Record(call.CallSid));
        await house.UntilAsync("SELECT recording_sid FROM recording_work");
        await call.HangUpAsync();
        recordings.RefusesDeletion = true;

        Assert.Equal(502, (await page.PostAsync($"/admin/customers/{guest}/erase")).Status);
    }
}
