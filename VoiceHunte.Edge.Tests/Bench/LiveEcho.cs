namespace VoiceHunte.Edge.Tests.Bench;

/// <summary>What a load of echoing calls came to, in one window of time.</summary>
/// <param name="RoundTrips">In milliseconds.</param>
/// <param name="Lost">Frames that had not come back a second after the last.</param>
/// <param name="Latest">How late the load itself sent its latest frame.</param>
internal sealed record LiveEcho(double[] RoundTrips, int Lost, TimeSpan Latest)
{
    private static readonly TimeSpan Settles = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LastComeBack = TimeSpan.FromSeconds(1);

    public double P50 => RoundTrips.Median();

    public double P99 => RoundTrips.Quantile(0.99);

    /// <param name="before">At the beginning of the window.</param>
    /// <param name="after">At its end.</param>
    public static async Task<LiveEcho> MeasureAsync(LiveLine[] lines, FramePacer pacer, Func<Task> before, Func<Task> after)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await Task.Delay(Settles, cancellationToken);
        GC.Collect();
        await before();
        pacer.Forget();
        var from = lines.Select(line => line.Sent).ToArray();
        await Task.Delay(Window, cancellationToken);
        var to = lines.Select(line => line.Sent).ToArray();
        var latest = pacer.Latest;
        await after();
        await Task.Delay(LastComeBack, cancellationToken);

        var trips = lines.SelectMany((line, i) => Enumerable.Range(from[i], to[i] - from[i]).Select(line.RoundTrip)).ToList();
        Assert.NotEmpty(trips);
        return new LiveEcho([.. trips.Where(trip => trip is not null).Select(trip => trip!.Value / 1000.0)], trips.Count(trip => trip is null), latest);
    }
}
