using VoiceHunte.Edge.Operations;
using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Admin;

/// <summary><c>/admin/health</c>: the doctor's lines. He asks others over the network: once in a while, whoever looks.</summary>
internal sealed class HealthEndpoint(EdgeSettings settings, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Age = TimeSpan.FromSeconds(15);

    private readonly SemaphoreSlim asking = new(1, 1);
    private (DateTimeOffset At, HealthAnswer Answer)? known;

    public void Map(IEndpointRouteBuilder routes, Func<RequestDelegate, RequestDelegate> guard) => routes.MapGet("/admin/health", guard(ShowAsync));

    public void Dispose() => asking.Dispose();

    private async Task ShowAsync(HttpContext context)
    {
        await asking.WaitAsync(context.RequestAborted);
        try
        {
            if (known is not { } last || time.GetUtcNow() - last.At > Age)
            {
                var lines = new List<HealthLineAnswer>();
                await Doctor.ExamineAsync(settings, new DoctorReport(line => lines.Add(Line(line))), time, context.RequestAborted);
                known = (time.GetUtcNow(), new HealthAnswer(lines));
            }
        }
        finally
        {
            asking.Release();
        }

        await AdminAnswer.WriteAsync(context, known!.Value.Answer, AdminJson.Readable.HealthAnswer);
    }

    // "no OPENAI_API_KEY: the agent answers by its own rules": the fact, and what to make of it.
    private static HealthLineAnswer Line(DoctorLine line)
    {
        var isUnused = line.Verdict == "warn" && line.Finding.StartsWith("no ", StringComparison.Ordinal);
        var state = isUnused ? "unused" : line.Verdict switch { "ok" => "ok", "warn" => "warning", _ => "failed" };
        var cut = line.Verdict == "ok" ? -1 : line.Finding.LastIndexOf(": ", StringComparison.Ordinal);
        return cut < 0
            ? new HealthLineAnswer(line.Part, line.Part, state, line.Finding, null)
            : new HealthLineAnswer(line.Part, line.Part, state, line.Finding[..cut], line.Finding[(cut + 2)..]);
    }
}
