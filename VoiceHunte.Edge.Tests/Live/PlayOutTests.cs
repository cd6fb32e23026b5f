using System.Text;
using Microsoft.Extensions.Time.Testing;
using VoiceHunte.Edge.Live;

namespace VoiceHunte.Edge.Tests.Live;

public sealed class PlayOutTests : IDisposable
{
    private readonly FakeTimeProvider clock = new();
    private readonly PlayOut playOut;

    public PlayOutTests() => playOut = new PlayOut(clock);

    public void Dispose() => playOut.Dispose();

    [Fact]
    public void Sound_leaves_at_once_but_only_a_second_of_it_ahead_of_the_ear()
    {
        playOut.Add(Sound(5000));

        Assert.Equal(1000, Milliseconds(Send()));
        Pass(600);
        Assert.Equal(600, Milliseconds(Send()));
        Assert.Empty(Send());
    }

    [Fact]
    public void Small_pieces_leave_as_they_come()
    {
        for (var i = 0; i < 10; i++)
        {
            playOut.Add(Sound(20));
            Assert.Equal(20, Milliseconds(Send()));
        }
    }

    [Fact]
    public void Everything_arrives_once_and_in_its_order()
    {
        var (sent, put) = (new List<byte>(), new List<byte>());
        var random = new Random(4);
        for (var i = 0; i < 300; i++)
        {
            var piece = new byte[random.Next(1, 4000)];
            random.NextBytes(piece);
            put.AddRange(piece);
            if (i % 3 == 0) Assert.True(playOut.AddBase64(Encoding.ASCII.GetBytes(Convert.ToBase64String(piece))));
            else Assert.True(playOut.Add(piece));
            Pass(random.Next(0, 700));
            sent.AddRange(Send());
        }

        while (sent.Count < put.Count)
        {
            Pass(300);
            sent.AddRange(Send());
        }

        Assert.Equal(put, sent);
    }

    [Fact]
    public void What_was_heard_follows_the_clock_and_never_runs_past_what_was_sent()
    {
        playOut.Add(Sound(400));
        Send();

        Pass(150);
        Assert.Equal(150, Milliseconds(playOut.Heard));
        Pass(10_000);
        Assert.Equal(400, Milliseconds(playOut.Heard));
    }

    [Fact]
    public void A_mark_that_is_still_out_holds_what_was_heard_back()
    {
        playOut.Add(Sound(200));
        Send();
        playOut.Marked(1);
        playOut.MarkReturned(1);
        playOut.Add(Sound(200));
        Send();
        playOut.Marked(2);

        Pass(5000);
        Assert.Equal(400, Milliseconds(playOut.Heard));
        playOut.Add(Sound(200));
        Send();
        Assert.Equal(400, Milliseconds(playOut.Heard));
    }

    [Fact]
    public void After_a_barge_in_it_goes_on_with_the_very_next_sound()
    {
        var sound = Enumerable.Range(0, 16_000).Select(i => (byte)(i / 8)).ToArray();
        playOut.Add(sound);
        Send();
        Pass(700);

        Assert.Equal(700, Milliseconds(playOut.Stop()));
        Assert.Empty(Send());
        playOut.Resume();
        Assert.Equal(sound[5600..13_600], Send());
    }

    [Fact]
    public void Marks_of_before_a_barge_in_prove_nothing()
    {
        playOut.Add(Sound(1000));
        Send();
        playOut.Marked(1);
        Pass(100);
        playOut.Stop();
        playOut.MarkReturned(1);

        Assert.Equal(100, Milliseconds(playOut.Heard));
    }

    [Fact]
    public void What_is_given_up_is_never_sent()
    {
        playOut.Add(Sound(3000));
        Send();
        Pass(300);
        playOut.Drop();
        Assert.Equal(playOut.Heard, playOut.Received);

        playOut.Add([1, 2, 3]);
        Assert.Equal<byte[]>([1, 2, 3], Send());
    }

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("abc*")]
    [InlineData("YWJj\"")]
    public void What_is_no_base64_is_refused_save_nothing(string base64) =>
        Assert.Equal(base64.Length == 0, playOut.AddBase64(Encoding.ASCII.GetBytes(base64)));

    [Fact]
    public void A_model_that_never_ends_is_refused_in_the_end()
    {
        var minute = Sound(60_000);
        Assert.True(playOut.Add(minute));
        Assert.True(playOut.Add(minute));
        Assert.False(playOut.Add(minute));
    }

    private static byte[] Sound(int milliseconds) => new byte[milliseconds * PlayOut.BytesAMillisecond];

    private static long Milliseconds(byte[] sound) => Milliseconds((long)sound.Length);

    private static long Milliseconds(long bytes) => bytes / PlayOut.BytesAMillisecond;

    private void Pass(int milliseconds) => clock.Advance(TimeSpan.FromMilliseconds(milliseconds));

    private byte[] Send()
    {
        var sent = new List<byte>();
        while (playOut.TakeToSend() is { IsEmpty: false } piece) sent.AddRange(piece);
        return [.. sent];
    }
}
