using VoiceHunte.Edge.OpenAI;

namespace VoiceHunte.Edge.Tests.OpenAI;

public sealed class RealtimeGarbageTests
{
    [Fact]
    public void Reading_audio_makes_no_garbage()
    {
        byte[] json = [.. """{"type":"response.output_audio.delta","event_id":"event_9","response_id":"resp_1","item_id":"item_1","output_index":0,"content_index":0,"delta":" """u8[..^1], .. Enumerable.Repeat((byte)'A', 4000), .. "\"}"u8];
        var heard = Hear(json, 10);
        var before = GC.GetAllocatedBytesForCurrentThread();
        heard += Hear(json, 1000);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.Equal(1010 * 4000, heard);
    }

    private static int Hear(byte[] json, int times)
    {
        var heard = 0;
        for (var i = 0; i < times; i++)
        {
            if (RealtimeEvent.TryRead(json, out var read) && read.Kind == RealtimeEventKind.AudioDelta && !read.ResponseId.IsEmpty) heard += read.Delta.Length;
        }

        return heard;
    }
}
