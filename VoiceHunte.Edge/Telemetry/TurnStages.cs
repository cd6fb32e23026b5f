using System.Globalization;
using System.Text;

namespace VoiceHunte.Edge.Telemetry;

/// <summary>Where the time of one turn goes. Stages lie one after the other; a stage may come several times, as the model's rounds do.</summary>
/// <param name="beganAt">When the caller had said it.</param>
internal sealed class TurnStages(TimeProvider time, DateTimeOffset beganAt)
{
    /// <summary>From sound to text.</summary>
    public const string Transcribe = "transcribe";

    /// <summary>What the words mean, and the desk's own replies.</summary>
    public const string Understand = "understand";

    /// <summary>One question to the model, until its answer is read.</summary>
    public const string Model = "model";

    /// <summary>One tool that the model called.</summary>
    public const string Tool = "tool";

    /// <summary>The rules' answer, with what they look up.</summary>
    public const string Rules = "rules";

    /// <summary>From text to the first sound, where that is waited for.</summary>
    public const string Speech = "speech";

    /// <summary>Until the turn is on disk.</summary>
    public const string Store = "store";

    private readonly Lock adding = new();
    private readonly List<TurnStage> taken = [];

    public DateTimeOffset BeganAt => beganAt;

    public IReadOnlyList<TurnStage> Taken
    {
        get { lock (adding) return [.. taken]; }
    }

    /// <summary>The stage lasts until this is disposed of.</summary>
    public Timing Measure(string stage) => new(this, stage, time.GetUtcNow(), time.GetTimestamp());

    public void Add(string stage, DateTimeOffset from, TimeSpan took)
    {
        lock (adding) taken.Add(new TurnStage(stage, from, took));
    }

    /// <summary>As the database keeps it: milliseconds by stage, <c>{"understand":0.4,"model":812.3}</c>; null where nothing was measured.</summary>
    public string? ToJson()
    {
        var json = new StringBuilder("{");
        foreach (var stage in Taken.GroupBy(one => one.Name))
        {
            if (json.Length > 1) json.Append(',');
            json.Append(CultureInfo.InvariantCulture, $"\"{stage.Key}\":{stage.Sum(one => one.Took.TotalMilliseconds):0.#}");
        }

        return json.Length == 1 ? null : json.Append('}').ToString();
    }

    internal readonly record struct Timing(TurnStages Stages, string Stage, DateTimeOffset From, long Began) : IDisposable
    {
        public void Dispose() => Stages.Add(Stage, From, Stages.Since(Began));
    }

    private TimeSpan Since(long began) => time.GetElapsedTime(began);
}

/// <param name="Name">One of the constants of <see cref="TurnStages"/>.</param>
internal sealed record TurnStage(string Name, DateTimeOffset From, TimeSpan Took);
