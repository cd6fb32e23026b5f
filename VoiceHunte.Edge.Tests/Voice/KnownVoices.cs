using VoiceHunte.Edge.Store;
using VoiceHunte.Edge.Voice;

namespace VoiceHunte.Edge.Tests.Voice;

/// <summary>Guests who agreed in calls that no test has to hold.</summary>
internal static class KnownVoices
{
    /// <summary>A guest of a number has agreed, and enough of their voice is known.</summary>
    /// <param name="voices">Of Fixtures/voices.</param>
    /// <param name="version">Of what it was measured with; null: of this program.</param>
    public static async Task KnowAsync(this VoiceBook book, CallStore store, string name, string[] voices, string phone, double seconds = 24, string? version = null)
    {
        var now = DateTimeOffset.UtcNow;
        var agreed = new StoredVoice(Guid.NewGuid().ToString("N"), phone, name, "May I?", "en", now, now.AddDays(300), version ?? VoiceModel.Default.Version, TimeSpan.Zero, null);
        await store.ChangeAsync(
            database =>
            {
                database.Voices.Change(new VoiceAsked(phone, name, now));
                database.Voices.Change(new VoiceAgreed(agreed));
            },
            CancellationToken.None);
        var heard = new HeardVoice();
        foreach (var voice in voices) heard.Hear(Voices.Sound(voice));
        await book.BeginAsync(agreed, CancellationToken.None);
        Assert.True(await book.GrowAsync(new KnownVoice(agreed, null), VoiceModel.Default.Describe(heard, Voices.All)!, TimeSpan.FromSeconds(seconds), CancellationToken.None));
    }
}
