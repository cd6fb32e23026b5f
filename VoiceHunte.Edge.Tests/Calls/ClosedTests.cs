using VoiceHunte.Edge.Agent;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Calls;

/// <summary>Who is let in, and what they may find out.</summary>
public sealed class ClosedTests
{
    [Fact]
    public async Task A_webhook_without_a_right_signature_gets_403_and_a_TwiML_that_says_nothing()
    {
        await using var house = await House.OpenAsync();
        var webhook = house.Ring().IncomingWebhook();

        foreach (var wrong in new[] { webhook.Unsigned(), webhook.Forged(), webhook.Tampered("From", "+421999999999"), webhook with { Signature = "nonsense" } })
        {
            var answer = await house.Twilio.SendAsync(wrong);
            Assert.Equal((403, "text/xml"), (answer.Status, answer.ContentType));
            Assert.Equal("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response><Hangup/></Response>", answer.Body);
        }

        Assert.Empty(house.Sql("SELECT call_id FROM calls"));
    }

    [Theory]
    [InlineData("/twilio/voice")]
    [InlineData("/twilio/status")]
    public async Task Every_webhook_is_behind_the_signature(string path)
    {
        await using var house = await House.OpenAsync();
        using var http = new HttpClient();
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("CallSid", "CA1"), KeyValuePair.Create("CallStatus", "completed")]);

        using var answer = await http.PostAsync(new Uri(house.Appliance.Url, path), form, TestContext.Current.CancellationToken);

        Assert.Equal(403, (int)answer.StatusCode);
    }

    [Fact]
    public async Task Without_an_auth_token_every_call_is_refused_and_ready_says_why()
    {
        await using var house = await House.OpenAsync(new() { ["TWILIO_AUTH_TOKEN"] = "" });
        using var http = new HttpClient();

        var answer = await house.Twilio.SendAsync(house.Ring().IncomingWebhook());
        using var ready = await http.GetAsync(new Uri(house.Appliance.Url, "/ready"), TestContext.Current.CancellationToken);
        var report = await ready.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(403, answer.Status);
        Assert.Equal(503, (int)ready.StatusCode);
        Assert.Contains("TWILIO_AUTH_TOKEN", report, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Parameters_that_Twilio_adds_after_signing_do_not_turn_a_caller_away()
    {
        await using var house = await House.OpenAsync();
        var webhook = house.Ring().IncomingWebhook().With("CallToken", "%7B%22parentCallInfoToken").With("StirVerstat", "TN-Validation-Passed-A");

        Assert.Equal(200, (await house.Twilio.SendAsync(webhook)).Status);
        Assert.Equal(200, (await house.Twilio.SendAsync(webhook.SignedWithoutLateFields())).Status);
    }

    [Fact]
    public async Task Behind_a_proxy_the_signature_is_checked_against_PUBLIC_URL()
    {
        await using var house = await House.OpenAsync(new() { ["PUBLIC_URL"] = "https://phone.example.com/edge/" });
        using var outside = new TwilioStandIn(RunningAppliance.AuthToken);
        var call = house.Ring();
        var fields = call.IncomingWebhook().Fields;

        var asSeenOutside = outside.Webhook(house.Appliance.Url, new Uri("https://phone.example.com/edge/twilio/incoming"), fields)
            with { SentTo = new Uri(house.Appliance.Url, "/twilio/incoming") };
        var asSeenInside = outside.Webhook(house.Appliance.Url, new Uri(house.Appliance.Url, "/twilio/incoming"), fields);

        var answer = await outside.SendAsync(asSeenOutside);
        Assert.Equal(200, answer.Status);
        Assert.Contains("action=\"/edge/twilio/voice?turn=1\"", answer.Body, StringComparison.Ordinal);
        Assert.Equal(403, (await outside.SendAsync(asSeenInside)).Status);
    }

    [Theory]
    [InlineData("127.0.0.0/8", 200)]
    [InlineData("10.0.0.0/8", 403)]
    public async Task Forwarded_headers_are_believed_only_from_a_trusted_proxy(string trusted, int status)
    {
        await using var house = await House.OpenAsync(new() { ["TRUSTED_PROXIES"] = trusted });
        var fields = house.Ring().IncomingWebhook().Fields;
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(house.Appliance.Url, "/twilio/incoming"))
        {
            Content = new FormUrlEncodedContent(fields),
            Headers =
            {
                { "X-Forwarded-Proto", "https" },
                { "X-Forwarded-Host", "phone.example.com" },
                { "X-Twilio-Signature", TwilioSigner.Sign(RunningAppliance.AuthToken, "https://phone.example.com/twilio/incoming", fields) },
            },
        };

        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Fact]
    public async Task A_number_that_rings_too_often_hears_a_polite_goodbye_with_200_on_the_wire_and_429_in_the_log()
    {
        await using var house = await House.OpenAsync(new() { ["TWILIO_RATE_LIMIT"] = "2/hour" });
        await house.Ring("+421900123456").StartAsync();
        await house.Ring("+421900123456").StartAsync();

        var heard = await house.Ring("+421900123456").StartAsync();
        var neighbour = await house.Ring("+421900123457").StartAsync();

        Assert.Equal(Phrases.For(Language.Slovak).RateLimited, heard.Text);
        Assert.True(heard.HungUp);
        Assert.NotNull(neighbour.Listening);
        Assert.Contains(house.Appliance.Lines.At(LogLevel.Warning), line => line.Contains("429", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Hidden_callers_share_one_allowance()
    {
        await using var house = await House.OpenAsync(new() { ["TWILIO_RATE_LIMIT"] = "2/hour" });
        await house.Ring("anonymous").StartAsync();
        await house.Ring("+266696687").StartAsync();

        var heard = await house.Ring("unknown").StartAsync();

        Assert.True(heard.HungUp);
    }

    [Fact]
    public async Task Hidden_callers_do_not_cut_off_one_another_in_the_middle_of_a_call()
    {
        await using var house = await House.OpenAsync(new() { ["TWILIO_RATE_LIMIT"] = "2/hour" });
        var first = house.Ring("anonymous");
        await first.StartAsync();
        await house.Ring("anonymous").StartAsync();
        await house.Ring("anonymous").StartAsync();

        var heard = await first.SayAsync("are you open tomorrow");

        Assert.NotNull(heard.Listening);
    }

    [Fact]
    public async Task A_call_that_takes_turns_without_end_is_turned_away_and_a_repeat_hears_the_same()
    {
        await using var house = await House.OpenAsync(new() { ["TWILIO_RATE_LIMIT"] = "2/hour" });
        var call = house.Ring("+421900123456");
        await call.StartAsync();
        await call.SayAsync("máte dnes otvorené");
        await call.SayAsync("máte dnes otvorené");

        var heard = await call.SayAsync("máte dnes otvorené");
        var again = await call.RetryAsync();

        Assert.Equal(Phrases.For(Language.Slovak).RateLimited, heard.Text);
        Assert.Equal(heard.Documents[^1], again.Body);
    }

    [Fact]
    public async Task A_form_that_cannot_be_read_is_refused_without_a_trace_of_the_inside()
    {
        await using var house = await House.OpenAsync();
        using var http = new HttpClient();
        using var form = new ByteArrayContent("CallSid=CA1"u8.ToArray());
        form.Headers.TryAddWithoutValidation("Content-Type", "application/x-www-form-urlencoded; charset=utf-7");
        form.Headers.Add("X-Twilio-Signature", "RSOYDt4T1cUTdK1PDd93/VVr8B8=");

        using var answer = await http.PostAsync(new Uri(house.Appliance.Url, "/twilio/status"), form, TestContext.Current.CancellationToken);

        Assert.Equal(403, (int)answer.StatusCode);
        Assert.Empty(house.Appliance.Lines.At(LogLevel.Error));
    }

    [Theory]
    [InlineData("GET", "/nothing", 404)]
    [InlineData("GET", "/twilio/voice", 405)]
    [InlineData("GET", "/tts/stream", 405)]
    public async Task Whoever_knocks_at_no_door_gets_a_problem_document(string method, string path, int status)
    {
        await using var house = await House.OpenAsync();
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(house.Appliance.Url, path));

        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal((status, "application/problem+json"), ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
    }

    [Fact]
    public async Task The_log_tells_the_call_but_neither_what_was_said_nor_the_whole_number()
    {
        await using var house = await House.OpenAsync();
        var call = house.Ring("+421900123456");
        await call.StartAsync();
        await call.SayAsync("kedy máte otvorené, volá Novák");
        await call.SayAsync("tajomstvo", confidence: 0.1);
        await call.HangUpAsync();

        var log = string.Join('\n', house.Appliance.Lines.All);

        Assert.Contains(call.CallSid, log, StringComparison.Ordinal);
        Assert.Contains("+42190•••456", log, StringComparison.Ordinal);
        Assert.DoesNotContain("+421900123456", log, StringComparison.Ordinal);
        Assert.DoesNotContain("Novák", log, StringComparison.Ordinal);
        Assert.DoesNotContain("tajomstvo", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_larger_than_any_webhook_is_refused()
    {
        await using var house = await House.OpenAsync();

        var answer = await house.Twilio.SendAsync(house.Ring().IncomingWebhook().With("CallerName", new string('x', 100_000)));

        Assert.Equal(403, answer.Status);
    }

    [Fact]
    public async Task A_signed_webhook_about_no_call_still_hears_TwiML()
    {
        await using var house = await House.OpenAsync();

        var answer = await house.Twilio.SendAsync(house.Ring().IncomingWebhook().With("CallSid", "no such <sid>"));

        Assert.Equal(200, answer.Status);
        Assert.Contains("<Hangup", answer.Body, StringComparison.Ordinal);
    }
}
