using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Sockets;
using VoiceHunte.Edge.Twilio;

namespace VoiceHunte.Edge.Live;

/// <summary>What Twilio is given to speak, and how long it will take: nobody tells when it has been heard.</summary>
internal sealed class RelayVoice(TextSocket socket, TimeProvider time)
{
    // Some 15 characters a second, and a moment until the voice begins.
    private static readonly TimeSpan ACharacter = TimeSpan.FromMilliseconds(65);
    private static readonly TimeSpan UntilItBegins = TimeSpan.FromMilliseconds(600);

    private DateTimeOffset heardBy = time.GetUtcNow();
    private Language? spoken;
    private bool isOpen;

    public bool IsSpeaking => time.GetUtcNow() < heardBy;

    /// <summary>The welcome greeting is being spoken.</summary>
    public void Begin(Language language)
    {
        spoken = language;
        Lasts(120);
    }

    /// <summary>One sentence; the language is changed first where the caller has changed theirs. False: it cannot be said any more.</summary>
    public bool Say(string sentence, Language language)
    {
        if (spoken != language) socket.Send(RelayMessages.Language(language.Locale, language.Locale).Span);
        spoken = language;
        if (!socket.Send(RelayMessages.Text(sentence + " ", last: false, language.Locale).Span)) return false;
        isOpen = true;
        Lasts(sentence.Length);
        return true;
    }

    /// <summary>Nothing more belongs to this answer.</summary>
    public void EndAnswer()
    {
        if (!isOpen) return;
        isOpen = false;
        socket.Send(RelayMessages.Text("", last: true, spoken?.Locale).Span);
    }

    public void Interrupted() => heardBy = time.GetUtcNow();

    private void Lasts(int characters)
    {
        var now = time.GetUtcNow();
        heardBy = (heardBy > now ? heardBy : now + UntilItBegins) + (characters * ACharacter);
    }
}
