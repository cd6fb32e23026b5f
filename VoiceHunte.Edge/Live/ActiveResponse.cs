using System.Text;
using VoiceHunte.Edge.OpenAI;

namespace VoiceHunte.Edge.Live;

/// <summary>The response that was asked for last, until it is done.</summary>
/// <param name="exactly">What code wants said, word for word; null: the model answers.</param>
internal sealed class ActiveResponse(RealtimeTurn turn, string? exactly)
{
    private byte[] idBytes = [];
    private SpokenItem? item;
    private byte[] itemBytes = [];

    public RealtimeTurn Turn => turn;

    public string? Exactly => exactly;

    /// <summary>Null until OpenAI has named it.</summary>
    public string? Id
    {
        get;
        set
        {
            field = value;
            idBytes = Encoding.UTF8.GetBytes(value ?? "");
        }
    }

    public bool IsCancelled { get; set; }

    /// <summary>When it was asked for, or last showed a sign of life.</summary>
    public long LastSignAt { get; set; }

    public bool Is(ReadOnlySpan<byte> responseId) => idBytes.AsSpan().SequenceEqual(responseId);

    /// <summary>The item that this event belongs to; looked up without a new string each time.</summary>
    /// <param name="from">Where its sound begins, if it begins now.</param>
    public SpokenItem Item(in RealtimeEvent read, long from)
    {
        if (item is not null && itemBytes.AsSpan().SequenceEqual(read.ItemId)) return item;
        itemBytes = read.ItemId.ToArray();
        return item = turn.Answer.Item(Encoding.UTF8.GetString(read.ItemId), from);
    }
}
