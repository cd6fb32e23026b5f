using System.Xml.Linq;
using Microsoft.Extensions.Primitives;
using VoiceHunte.Edge.Operations;
using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Commands.Telephone;

/// <summary>Who rings, and what happens when the restaurant transfers the call.</summary>
/// <param name="From">The number shown, or <c>anonymous</c>.</param>
/// <param name="Language">What the caller speaks; null: whatever is listened for.</param>
/// <param name="DialOutcome">
/// How a transfer ends, in Twilio's words: <c>completed</c>, <c>no-answer</c>, <c>busy</c>, <c>failed</c>.
/// </param>
/// <param name="Mode">How the call is expected to travel: <c>gather</c>, <c>relay</c>, <c>stream</c>; null: any way.</param>
internal sealed record Caller(string From, Language? Language, string DialOutcome, string? Mode = null);

/// <summary>
/// One telephone call, played as Twilio plays it: a webhook, the verbs of its answer in document order, the next webhook,
/// and the status callback when it is over.
/// </summary>
internal sealed class TelephoneCall(
    TelephoneLine line, Caller caller, TelephoneWire wire, ConnectVerb connections, CallerLines lines, TelephoneScreen screen,
    TimeProvider clock)
{
    /// <summary>Documents in a row without the caller being asked anything: more is a loop.</summary>
    private const int MostRedirects = 50;

    private readonly CallFields call = new(line, caller.From);
    private string endStatus = "completed";
    private int turns;
    private int redirects;
    private bool wasSilenced;
    private bool isModeSeen;

    /// <summary>Holds the whole call and returns the command's exit code.</summary>
    public async Task<int> HoldAsync(CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        screen.Ringing(caller.From, line.RestaurantNumber, call.CallSid);
        var exit = await TalkAsync(cancellationToken);
        if (exit == ExitCode.Unavailable) return exit;

        // The caller may have hung up by Ctrl-C, and the appliance shall still hear of it.
        var lasted = clock.GetElapsedTime(started);
        var isTold = await TellStatusAsync(lasted, CancellationToken.None);
        screen.Ended(endStatus, lasted, turns);
        return exit == ExitCode.Done && !isTold ? ExitCode.CallerHeardAnError : exit;
    }

    private async Task<int> TalkAsync(CancellationToken cancellationToken)
    {
        try
        {
            Webhook? next = new(wire.AddressOf("/twilio/incoming"), HttpMethod.Post, call.Ringing());
            while (next is not null) next = await FollowAsync(next, cancellationToken);
            return wasSilenced ? ExitCode.CallerHeardAnError : ExitCode.Done;
        }
        catch (TelephoneException failure)
        {
            screen.Failed(failure.ExitCode == ExitCode.CallerHeardAnError
                ? $"The caller hears “An application error has occurred”: {failure.Message}"
                : failure.Message);
            return failure.ExitCode;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ExitCode.Done;
        }
    }

    private async Task<Webhook?> FollowAsync(Webhook webhook, CancellationToken cancellationToken)
    {
        if (redirects > MostRedirects)
            throw TelephoneException.ApplicationError(
                $"{MostRedirects} redirects in a row, the last to {webhook.Url.AbsolutePath}");

        var reply = await wire.SendAsync(webhook, cancellationToken);
        screen.Answered(webhook, reply);
        foreach (var verb in TwimlDocument.Read(webhook.Url.AbsolutePath, reply))
        {
            var step = await PlayAsync(verb, webhook.Url, 0, cancellationToken);
            if (step.IsOver) return step.Next;
        }

        screen.Did("(end)", "no verb is left: Twilio hangs up");
        return null;
    }

    private async Task<Step> PlayAsync(XElement verb, Uri document, int depth, CancellationToken cancellationToken)
    {
        switch (verb.Name.LocalName)
        {
            case "Say": screen.Said(verb, depth); return Step.On;
            case "Play": return await PlayAudioAsync(verb, document, depth, cancellationToken);
            case "Pause": screen.Did("Pause", $"{verb.Attribute("length")?.Value ?? "1"} s", depth); return Step.On;
            case "Start": screen.Did("Start", "recording: this telephone makes none", depth); return Step.On;
            case "Gather": return await GatherAsync(verb, document, cancellationToken);
            case "Redirect": return Redirect(verb, document);
            case "Dial": return Dial(verb, document);
            case "Connect": return await ConnectAsync(verb, document, cancellationToken);
            case "Reject": return Reject(verb);
            default: screen.Did("Hangup", "the restaurant hangs up"); return Step.End;
        }
    }

    private async Task<Step> PlayAudioAsync(XElement play, Uri document, int depth, CancellationToken cancellationToken)
    {
        if (play.Value.Length == 0)
        {
            screen.Did("Play", $"keys {play.Attribute("digits")?.Value}", depth);
            return Step.On;
        }

        var audio = await wire.FetchAsync(Resolved(document, play.Value), cancellationToken);
        var isHeard = audio is { Status: 200, Bytes: > 0 }
            && audio.ContentType?.StartsWith("audio/", StringComparison.OrdinalIgnoreCase) == true;
        wasSilenced |= !isHeard;
        screen.Played(play.Value.Trim(), audio, isHeard, depth);
        return Step.On;
    }

    private async Task<Step> GatherAsync(XElement element, Uri document, CancellationToken cancellationToken)
    {
        SeeMode("gather");
        var gather = new GatherVerb(element);
        screen.Did("Gather", gather.ToString());
        foreach (var inside in element.Elements()) await PlayAsync(inside, document, 1, cancellationToken);

        screen.Prompt();
        if (await lines.NextAsync(cancellationToken) is not { } said)
        {
            screen.HungUp();
            return Step.End;
        }

        screen.Heard(said);
        redirects = 0;
        if (gather.Fields(call, said.Trim(), caller.Language?.Locale) is not { } fields) return Step.On;

        turns++;
        return Step.To(Next(document, gather.Action, gather.Method, fields));
    }

    private async Task<Step> ConnectAsync(XElement connect, Uri document, CancellationToken cancellationToken)
    {
        SeeMode(connect.Element("Stream") is not null ? "stream" : "relay");
        redirects++;
        var began = clock.GetTimestamp();
        var end = await connections.HoldAsync(connect, call, caller, cancellationToken);
        turns += end.Turns;
        wasSilenced |= end.IsSpoiled;
        if (end.Turns > 0) redirects = 0;
        var action = connect.Attribute("action")?.Value;
        // Nothing follows that could save the call.
        if (end.Kind == LegEndKind.Failed && action is null && !connect.ElementsAfterSelf().Any())
            throw TelephoneException.ApplicationError(end.Message);

        if (end.Reason is not null) screen.Failed(end.Message);
        if (end.Kind == LegEndKind.HungUp)
        {
            screen.HungUp();
            return Step.End;
        }

        return action is null
            ? Step.On
            : Step.To(Next(document, action, connect.Attribute("method")?.Value, call.Connected(end, clock.GetElapsedTime(began))));
    }

    // Whichever way the appliance takes, the caller goes along.
    private void SeeMode(string mode)
    {
        if (!isModeSeen && caller.Mode is { } expected && expected != mode) screen.Did("(mode)", $"{mode}, where {expected} was expected");
        isModeSeen = true;
    }

    private Step Redirect(XElement redirect, Uri document)
    {
        redirects++;
        screen.Did("Redirect", redirect.Value.Trim());
        return Step.To(Next(document, redirect.Value, redirect.Attribute("method")?.Value, call.InProgress()));
    }

    private Step Dial(XElement dial, Uri document)
    {
        screen.Did("Dial", $"{dial.Value.Trim()}: {caller.DialOutcome}");
        if (dial.Attribute("action")?.Value is not { } action) return Step.On;

        redirects++;
        return Step.To(Next(document, action, dial.Attribute("method")?.Value, call.Dialled(caller.DialOutcome)));
    }

    private Step Reject(XElement reject)
    {
        var isBusy = reject.Attribute("reason")?.Value == "busy";
        endStatus = isBusy ? "busy" : "no-answer";
        screen.Did("Reject", isBusy ? "a busy tone" : "a voice says that the number is not in service");
        return Step.End;
    }

    private async Task<bool> TellStatusAsync(TimeSpan lasted, CancellationToken cancellationToken)
    {
        var fields = call.Ended(endStatus, lasted, clock.GetUtcNow());
        var webhook = new Webhook(wire.AddressOf("/twilio/status"), HttpMethod.Post, fields);
        try
        {
            var reply = await wire.SendAsync(webhook, cancellationToken);
            screen.Answered(webhook, reply);
            return reply.Status is >= 200 and < 300;
        }
        catch (TelephoneException failure)
        {
            screen.Failed(failure.Message);
            return false;
        }
    }

    private static Webhook Next(Uri document, string? address, string? method, Dictionary<string, StringValues> fields) =>
        new(Resolved(document, address), method == "GET" ? HttpMethod.Get : HttpMethod.Post, fields);

    // Without an address Twilio asks the current document again.
    private static Uri Resolved(Uri document, string? address) =>
        string.IsNullOrWhiteSpace(address) ? document
        : Uri.TryCreate(document, address.Trim(), out var url) ? url
        : throw TelephoneException.ApplicationError($"“{address}” is no address (error 11100)");
}
