using System.Collections.Concurrent;

namespace VoiceHunte.Edge.OpenAI;

/// <summary>
/// When OpenAI's models end, and what is used after that. Knows what OpenAI's list of models said last, what the table built
/// in says, and what an endpoint said in this process's life; models that none of them knows just pass. For all threads.
/// </summary>
internal sealed class ModelCalendar(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, DateOnly> gone = new(StringComparer.Ordinal);
    private volatile Dictionary<string, DateOnly> listed = [];

    /// <summary>Takes the days from OpenAI's own list. They win over the table; where the list tells none, the table stands.</summary>
    public void Learn(IReadOnlyList<ModelInfo> models)
    {
        var days = new Dictionary<string, DateOnly>(StringComparer.Ordinal);
        foreach (var model in models)
        {
            if (model.ShutdownDate is { } day) days[model.Id] = day;
        }

        listed = days;
    }

    /// <summary>An endpoint said that the model is gone; nothing makes it come back while this process lives.</summary>
    /// <returns>False: that was known.</returns>
    public bool Gone(string model) => gone.TryAdd(model, Today);

    /// <summary>The model's end, past or to come; null while none is known.</summary>
    public ModelEnd? EndOf(string model)
    {
        var known = ModelTable.Find(model);
        if (listed.TryGetValue(model, out var day)) known = new ModelEnd(model, day, known?.Successor);
        if (gone.TryGetValue(model, out var told) && !(known?.Ends <= told)) known = new ModelEnd(model, told, known?.Successor);
        return known;
    }

    /// <summary>Whether the day of its end has come, or an endpoint said that it is gone.</summary>
    public bool HasEnded(string model) => EndOf(model) is { } end && end.Ends <= Today;

    /// <summary>
    /// What to ask for: the model itself while it lives, then its successor, then that one's. A model without a known successor
    /// stays itself: the endpoint's own answer says more than a guess would.
    /// </summary>
    public string InUse(string model)
    {
        // As many steps as there are models that end: what a table with a ring in it could take no further.
        for (var steps = 0; steps < ModelTable.All.Count; steps++)
        {
            if (EndOf(model) is not { Successor: { } successor } end || end.Ends > Today) break;
            model = successor;
        }

        return model;
    }

    /// <summary><see cref="EndOf"/> of a transcriber inside a live session: its successor there is another than that for files.</summary>
    public ModelEnd? EndOfLive(string transcriber) =>
        EndOf(transcriber) is not { } end ? null
        : end.Successor == ModelTable.FileTranscriber ? end with { Successor = ModelTable.LiveTranscriber }
        : end;

    /// <summary><see cref="InUse"/> of a transcriber inside a live session.</summary>
    public string InUseLive(string transcriber) =>
        EndOfLive(transcriber) is { Successor: { } successor } end && end.Ends <= Today ? InUse(successor) : transcriber;

    private DateOnly Today => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
}
