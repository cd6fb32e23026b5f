using VoiceHunte.Edge.OpenAI;

namespace VoiceHunte.Edge.Tests.Support;

/// <summary>The stand-in carries as many calls as a benchmark has.</summary>
public sealed class RealtimeCrowdTests
{
    private const int Calls = 300;
    private const int Frames = 20;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Three_hundred_sessions_echo_every_frame()
    {
        await using var openAI = await OpenAIStandIn.StartAsync();
        (openAI.Realtime.Echoes, openAI.Realtime.Remembers) = (true, false);
        using var client = openAI.NewClient();

        var echoed = await Task.WhenAll(Enumerable.Range(0, Calls).Select(_ => TalkAsync(client))).WaitAsync(Gate.Patience, Cancel);

        Assert.All(echoed, frames => Assert.Equal(Frames, frames));
        Assert.Equal(Calls, openAI.Realtime.Connected);
    }

    private static async Task<int> TalkAsync(OpenAIClient client)
    {
        using var connection = await client.ConnectRealtimeAsync("gpt-realtime-2.1", Gate.Patience, Cancel);
        using var messages = new RealtimeMessages();
        var (audio, echoed) = (RealtimeAudio.Caller(20), 0);
        for (var i = 0; i < Frames; i++) connection.Send(messages.AppendAudio(audio));
        while (echoed < Frames && await connection.ReceiveAsync(Cancel) is { } message)
        {
            if (RealtimeEvent.TryRead(message.Span, out var read) && read.Kind == RealtimeEventKind.AudioDelta) echoed++;
        }

        return echoed;
    }
}
