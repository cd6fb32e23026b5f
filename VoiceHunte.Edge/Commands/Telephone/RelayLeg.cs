using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Xml.Linq;
using VoiceHunte.Edge.Twilio;

namespace VoiceHunte.Edge.Commands.Telephone;

/// <summary>A call's time on ConversationRelay: what is typed is what the caller says.</summary>
/// <param name="line">Whose account it is.</param>
/// <param name="lines">What the caller says; a line that begins with <c>!</c> cuts in.</param>
/// <param name="linger">How long the caller stays once everything is said, answered, and would have been spoken.</param>
/// <param name="screen">Shows it.</param>
/// <param name="clock">For the patience.</param>
internal sealed class RelayLeg(TelephoneLine line, CallerLines lines, TimeSpan linger, TelephoneScreen screen, TimeProvider clock)
{
    /// <summary>So long without an answer, and the line is dead.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    public static string NewSessionId() => "VX" + RandomNumberGenerator.GetHexString(32, lowercase: true);

    private readonly record struct Talk(int Turns, bool WasLeftAlone);

    public async Task<LegEnd> HoldAsync(WebSocket opened, XElement relay, CallFields call, Caller caller, CancellationToken hangUp)
    {
        var language = Of(relay, "transcriptionLanguage") ?? Of(relay, "language") ?? "en-US";
        var setup = Setup(call, caller, relay);
        using var telephone = new RelayTelephone(opened, setup, language, clock)
        {
            Spoken = screen.Token,
            Asked = (what, rest) => screen.Did(what, rest),
            Refused = fault => screen.Failed(fault),
        };
        var greeting = Of(relay, "welcomeGreeting");
        if (greeting is not null) screen.Token(greeting, isLast: true);

        using var over = CancellationTokenSource.CreateLinkedTokenSource(hangUp);
        var holding = telephone.HoldAsync(hangUp);
        var talking = TalkAsync(telephone, relay, caller, greeting is not null, over.Token);
        await Task.WhenAny(holding, talking);
        telephone.HangUp();
        await over.CancelAsync();
        var talk = await talking;
        var end = await holding;
        return end with
        {
            SessionId = setup.SessionId,
            Turns = talk.Turns,
            IsSpoiled = telephone.Faults > 0 || talk.WasLeftAlone || end.Kind == LegEndKind.Refused,
            Reason = talk.WasLeftAlone ? "the restaurant says nothing, and the caller hangs up" : end.Reason,
        };
    }

    private RelayEvent Setup(CallFields call, Caller caller, XElement relay) => new()
    {
        Type = "setup",
        SessionId = NewSessionId(),
        AccountSid = line.AccountSid,
        ParentCallSid = "",
        CallSid = call.CallSid,
        From = caller.From,
        To = line.RestaurantNumber,
        ForwardedFrom = "",
        CallType = "PSTN",
        CallerName = "",
        Direction = "inbound",
        CallStatus = "RINGING",
        CustomParameters = ConnectVerb.Parameters(relay).ToDictionary(),
    };

    private async Task<Talk> TalkAsync(RelayTelephone telephone, XElement relay, Caller caller, bool isGreeted, CancellationToken over)
    {
        var turns = 0;
        if (!isGreeted && !await IsAnsweredAsync(telephone, 0, over)) return new Talk(turns, IsLeftAlone(telephone, over));

        while (true)
        {
            screen.Prompt();
            if (await lines.NextAsync(over) is not { } said)
            {
                if (lines.IsScripted && !over.IsCancellationRequested) await LingerAsync(telephone, over);
                return new Talk(turns, false);
            }

            screen.Heard(said);
            var (answers, text) = (telephone.Answers, said.Trim());
            if (text.Length == 0)
            {
                // Silence says nothing: the restaurant may ask, or not.
                await IsAnsweredAsync(telephone, answers, over);
                continue;
            }

            if (!Does(telephone, relay, text, caller.Language?.Locale)) continue;
            turns++;
            if (!await IsAnsweredAsync(telephone, answers, over)) return new Talk(turns, IsLeftAlone(telephone, over));
        }
    }

    // False: Twilio would have sent nothing.
    private bool Does(RelayTelephone telephone, XElement relay, string text, string? locale)
    {
        if (text[0] == '#')
        {
            var isHeard = Of(relay, "dtmfDetection") == "true";
            if (!isHeard) screen.Did("(dtmf)", "keys are not reported: the TwiML does not ask for them");
            foreach (var key in isHeard ? text[1..] : "") telephone.Press(key);
            return isHeard;
        }

        if (text[0] == '!')
        {
            text = text[1..].Trim();
            if (Of(relay, "interruptible") is "none" or "dtmf" or "false") screen.Did("(cut in)", "the TwiML lets nobody cut in by speaking");
            else screen.Did("(cut in)", $"after “{telephone.Interrupt()}”");
        }

        if (text.Length > 0) telephone.Prompt(text, locale);
        return text.Length > 0;
    }

    // Who is about to cut in waits for the first words only.
    private Task<bool> IsAnsweredAsync(RelayTelephone telephone, int answers, CancellationToken over)
    {
        var messages = telephone.Messages;
        var cutsIn = lines.Left.FirstOrDefault().Text?.StartsWith('!') == true;
        return telephone.WaitUntilAsync(
            () => telephone.Answers > answers || (cutsIn && telephone.Messages > messages), Patience, over);
    }

    // A session that ends in place of an answer is an end, and no silence.
    private static bool IsLeftAlone(RelayTelephone telephone, CancellationToken over) => !telephone.IsOver && !over.IsCancellationRequested;

    // The restaurant may have more to say, or hang up by itself.
    private async Task LingerAsync(RelayTelephone telephone, CancellationToken over)
    {
        int messages;
        do
        {
            messages = telephone.Messages;
        }
        while (await telephone.WaitUntilAsync(
            () => telephone.Messages > messages, linger + RelayTelephone.SpeakingTime(telephone.Answer), over));
    }

    private static string? Of(XElement relay, string attribute) => relay.Attribute(attribute)?.Value;
}
