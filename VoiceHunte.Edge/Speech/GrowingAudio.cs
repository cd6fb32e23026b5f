using System.Runtime.ExceptionServices;
using VoiceHunte.Edge.OpenAI;

namespace VoiceHunte.Edge.Speech;

/// <summary>Audio that one synthesis writes while any number of listeners read it, each from the beginning.</summary>
internal sealed class GrowingAudio
{
    // A call's line is a few hundred kilobytes. Whoever sends this much sends no line.
    private const int LargestBytes = 16 * 1024 * 1024;

    private readonly Lock gate = new();
    private readonly TaskCompletionSource<string?> kept = NewSignal<string?>();
    private TaskCompletionSource<bool> grew = NewSignal<bool>();
    private byte[] bytes = new byte[64 * 1024];
    private int length;
    private bool whole;
    private OpenAIException? failure;

    /// <summary>The bytes in all; null while it is not whole.</summary>
    public int? WholeLength
    {
        get
        {
            lock (gate) return whole ? length : null;
        }
    }

    /// <summary>The file it was kept in; null where it could not be kept.</summary>
    public Task<string?> Kept => kept.Task;

    /// <exception cref="OpenAIException">CutShort: it grows without end.</exception>
    public void Append(ReadOnlySpan<byte> piece)
    {
        lock (gate)
        {
            if (length + piece.Length > LargestBytes) throw new OpenAIException(OpenAIFailure.CutShort, "the audio has no end");
            if (length + piece.Length > bytes.Length)
            {
                // Listeners may still be reading the old array: it is left as it is.
                var larger = new byte[Math.Max(bytes.Length * 2, length + piece.Length)];
                bytes.AsSpan(0, length).CopyTo(larger);
                bytes = larger;
            }

            piece.CopyTo(bytes.AsSpan(length));
            length += piece.Length;
            Announce();
        }
    }

    /// <summary>Nothing more will come. What is there now.</summary>
    public ReadOnlyMemory<byte> Finish()
    {
        lock (gate)
        {
            whole = true;
            Announce();
            return bytes.AsMemory(0, length);
        }
    }

    public void SetKept(string? file) => kept.TrySetResult(file);

    /// <summary>It broke off: every listener hears of it after the bytes that came.</summary>
    public void Fail(OpenAIException why)
    {
        lock (gate)
        {
            failure = why;
            Announce();
        }

        kept.TrySetResult(null);
    }

    /// <summary>What is there from <paramref name="position"/> on, at least one byte; nothing at the end of the whole.</summary>
    /// <exception cref="OpenAIException">It broke off.</exception>
    public async ValueTask<ReadOnlyMemory<byte>> ReadAsync(int position, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task more;
            lock (gate)
            {
                if (length > position) return bytes.AsMemory(position, length - position);
                if (failure is not null) ExceptionDispatchInfo.Throw(failure);
                if (whole) return ReadOnlyMemory<byte>.Empty;
                more = grew.Task;
            }

            await more.WaitAsync(cancellationToken);
        }
    }

    /// <summary>All of it, once it is whole.</summary>
    /// <exception cref="OpenAIException">It broke off.</exception>
    public async Task<ReadOnlyMemory<byte>> WholeAsync(CancellationToken cancellationToken)
    {
        for (var position = 0; await ReadAsync(position, cancellationToken) is { Length: > 0 } piece;) position += piece.Length;
        lock (gate) return bytes.AsMemory(0, length);
    }

    private void Announce()
    {
        grew.TrySetResult(true);
        grew = NewSignal<bool>();
    }

    private static TaskCompletionSource<T> NewSignal<T>() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
