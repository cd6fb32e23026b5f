using System.Globalization;
using System.Net.WebSockets;
using System.Xml.Linq;

namespace VoiceHunte.Edge.Commands.Telephone;

/// <summary>A call's time on a media stream, with a caller who has prepared what to say.</summary>
/// <param name="line">Whose account it is.</param>
/// <param name="lines">What the caller says.</param>
/// <param name="linger">How long the caller stays once everything is said and answered.</param>
/// <param name="recording">Takes what is heard; null: nobody.</param>
/// <param name="screen">Shows it.</param>
/// <param name="clock">Paces it.</param>
internal sealed class StreamLeg(
    TelephoneLine line, CallerLines lines, TimeSpan linger, HeardRecording? recording, TelephoneScreen screen, TimeProvider clock)
{
    /// <param name="opened">Ours from now on.</param>
    /// <param name="stream">The <c>&lt;Stream&gt;</c>.</param>
    /// <param name="callSid">The call.</param>
    /// <param name="hangUp">Ctrl-C.</param>
    public async Task<LegEnd> HoldAsync(WebSocket opened, XElement stream, string callSid, CancellationToken hangUp)
    {
        var spells = new StreamSpells(screen);
        var caller = new StreamCaller(lines, linger, screen);
        StreamTelephone? telephone = null;
        using var held = telephone = new StreamTelephone(opened, StreamSession.Begin(line.AccountSid, callSid, ConnectVerb.Parameters(stream)), clock)
        {
            Heard = (frame, sound) =>
            {
                recording?.Write(frame);
                spells.Tick(sound);
                caller.Tick(telephone!, sound);
            },
            Cleared = spells.Cleared,
            MarkReturned = spells.MarkReturned,
        };

        using var over = CancellationTokenSource.CreateLinkedTokenSource(hangUp);
        var typing = caller.TypeAsync(over.Token);
        var end = await telephone.HoldAsync(hangUp);
        await over.CancelAsync();
        await typing;

        spells.Finish(TimeSpan.Zero);
        if (end.Kind == LegEndKind.HungUp && lines.Left.FirstOrDefault() is { Text: { Length: > 0 } unsaid })
            screen.Did("You", $"“{unsaid}” was not said: a stream carries sound only, as --audio FILE.wav has it");
        screen.Did("Stream", Summary(spells));
        return end with
        {
            Turns = caller.Turns,
            IsSpoiled = caller.WasLeftAlone || end.Kind == LegEndKind.Refused,
            Reason = caller.WasLeftAlone ? "the restaurant says nothing, and the caller hangs up" : end.Reason,
        };
    }

    private static string Summary(StreamSpells spells) => string.Create(
        CultureInfo.InvariantCulture,
        $"{spells.Lasted.TotalSeconds:0.0} s; heard {spells.Heard.TotalSeconds:0.0} s in {spells.Count} {(spells.Count == 1 ? "piece" : "pieces")}, "
        + $"{spells.Marks} {(spells.Marks == 1 ? "mark" : "marks")}, {spells.Clears} {(spells.Clears == 1 ? "clear" : "clears")}");
}
