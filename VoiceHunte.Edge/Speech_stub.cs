using VoiceHunte.Edge.Settings; using VoiceHunte.Edge.Store;
namespace VoiceHunte.Edge.Speech {
 internal sealed class CallSpeech { private readonly int x = 1; public Task<SpokenLine?> PrepareAsync(string text, Language l, string callId, int turn, CancellationToken ct)=>Task.FromResult<SpokenLine?>(x == 1 ? null : throw new InvalidOperationException()); }
}
namespace VoiceHunte.Edge.Operations {
 internal static class Problem { public static Task WriteAsync(HttpContext c,int s,string d)=>Task.CompletedTask; public static Task WriteTooManyRequestsAsync(HttpContext c, TimeSpan? t)=>Task.CompletedTask; }
}
