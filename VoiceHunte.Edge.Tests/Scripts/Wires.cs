using System.Text.Json;
using VoiceHunte.Edge.Tests.Calls;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Scripts;

/// <summary>How a scripted caller reaches the appliance.</summary>
public enum Wire
{
    Text,
    Telephone,
}

/// <summary>What the caller hears in one turn.</summary>
/// <param name="Language">Of the words: a code or a locale; null where the voice alone tells.</param>
internal sealed record AgentHeard(string Text, string? Language, bool HungUp, bool Transferred);

/// <summary>The line that a scripted caller speaks on.</summary>
internal interface ILine : IDisposable
{
    string CallId { get; }

    /// <summary>What is heard before anything was said.</summary>
    Task<AgentHeard?> BeginAsync();

    /// <param name="text">Empty: the caller says nothing.</param>
    Task<AgentHeard> SayAsync(string text);
}

/// <summary><c>/agent/text</c>: whoever writes begins.</summary>
internal sealed class TextLine(Uri appliance, string from) : ILine
{
    private readonly TextCaller caller = new(appliance, from);

    public string CallId => caller.CallId!;

    public Task<AgentHeard?> BeginAsync() => Task.FromResult<AgentHeard?>(null);

    public async Task<AgentHeard> SayAsync(string text)
    {
        var answer = await caller.SayAsync(text);
        var actions = answer.Actions().ToList();
        return new AgentHeard(answer.Said(), answer.Language(), actions.Contains("hang_up"), actions.Exists(Transfers));
    }

    public void Dispose() => caller.Dispose();

    private static bool Transfers(string action) => action.StartsWith("transfer", StringComparison.Ordinal);
}

/// <summary>The telephone: signed webhooks, and what their TwiML says.</summary>
internal sealed class TelephoneLine(TwilioStandIn twilio, Uri appliance, string from) : ILine
{
    private readonly TwilioCall call = twilio.Ring(appliance, from);

    public string CallId => call.CallSid;

    public async Task<AgentHeard?> BeginAsync() => Of(await call.StartAsync());

    public async Task<AgentHeard> SayAsync(string text) => Of(text.Length == 0 ? await call.StaySilentAsync() : await call.SayAsync(text));

    public void Dispose()
    {
        // The stand-in is shared.
    }

    private static AgentHeard Of(Heard heard) => new(heard.Text, heard.Language, heard.HungUp, heard.DialledNumber is not null);
}
