using System.Text;

namespace VoiceHunte.Edge.Agent;

/// <summary>
/// Cuts a text that comes in pieces into sentences. A sentence is known to be over when the next one begins: "o 18. hodine",
/// "27. novembra" and "12.50 €" are no ends.
/// </summary>
internal sealed class SentenceCutter
{
    private readonly StringBuilder pending = new();

    /// <summary>Takes a piece; a whole sentence that is ready now, or null. Call it with an empty piece for further ones.</summary>
    public string? Take(string piece)
    {
        pending.Append(piece);
        for (var at = 1; at + 1 < pending.Length; at++)
        {
            if (!EndsAt(at)) continue;
            var sentence = pending.ToString(0, at + 1);
            pending.Remove(0, at + 1);
            return sentence.Trim();
        }

        return null;
    }

    /// <summary>What is left when nothing more comes.</summary>
    public string Rest()
    {
        var rest = pending.ToString().Trim();
        pending.Clear();
        return rest;
    }

    private bool EndsAt(int at)
    {
        if (pending[at] is '\n') return true;
        if (pending[at] is not ('.' or '!' or '?' or '…') || !char.IsWhiteSpace(pending[at + 1])) return false;
        if (pending[at] is not '.' || !char.IsDigit(pending[at - 1])) return true;
        // After a number the next word tells: an ordinal goes on in small letters.
        var next = at + 1;
        while (next < pending.Length && char.IsWhiteSpace(pending[next])) next++;
        return next < pending.Length && char.IsUpper(pending[next]);
    }
}
