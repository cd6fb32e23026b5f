using VoiceHunte.Edge.OpenAI;

namespace VoiceHunte.Edge.Speech;

/// <summary>Speech into a file that is either whole or not there.</summary>
internal static class SpeechFile
{
    private const int PieceBytes = 16 * 1024;

    /// <exception cref="OpenAIException">The audio broke off; the file is as it was before.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static async Task WriteAsync(MadeSpeech audio, string path, CancellationToken cancellationToken)
    {
        var unfinished = $"{path}.{Guid.NewGuid():N}.part";
        try
        {
            await using (var file = new FileStream(unfinished, FileMode.CreateNew, FileAccess.Write))
            {
                var piece = new byte[PieceBytes];
                while (await audio.ReadAsync(piece, cancellationToken) is var length and > 0)
                    await file.WriteAsync(piece.AsMemory(0, length), cancellationToken);
            }

            File.Move(unfinished, path, overwrite: true);
        }
        finally
        {
            // After the move there is nothing left to delete.
            if (File.Exists(unfinished)) File.Delete(unfinished);
        }
    }
}
