using System.Text.Json;
using System.Text.Json.Serialization;
using VoiceHunte.Edge.OpenAI;
using VoiceHunte.Edge.Restaurant;

namespace VoiceHunte.Edge.Agent;

/// <summary>Asks the model. What it answers is words; what happens on the call, the code decides.</summary>
/// <param name="reasoningEffort">"none" for models that would otherwise think longer than a caller waits; null to leave it out.</param>
internal sealed class ModelMind(
    OpenAIClient openAI, string model, string? reasoningEffort, TimeSpan patience, RestaurantProfile restaurant) : IMind
{
    public const string TransferTool = "transfer_call";
    public const string EndTool = "end_call";

    /// <summary>Two spoken sentences take 60 tokens in English and twice that in Cyrillic.</summary>
    private const int MaxTokens = 300;

    /// <summary>What a caller said longer ago than this is not needed to answer.</summary>
    private const int ExchangesRemembered = 12;

    /// <summary>A minute of speech, the most Twilio hears at once, has about a thousand characters.</summary>
    private const int LongestMessageChars = 1000;

    private const string NoParameters = """{"type":"object","properties":{},"required":[],"additionalProperties":false}""";

    private readonly Prompt prompt = new(restaurant);

    /// <exception cref="OpenAIException">No answer is to be had.</exception>
    public async Task<Thought> ThinkAsync(TurnContext turn, CancellationToken cancellationToken) =>
        Decide(turn, await openAI.AskAsync(Request(turn), cancellationToken));

    public ChatRequest Request(TurnContext turn)
    {
        var messages = new List<ChatMessage> { new("system", prompt.For(turn)) };
        foreach (var (heard, said) in turn.History.TakeLast(ExchangesRemembered))
        {
            messages.Add(new ChatMessage("user", Bounded(heard)));
            messages.Add(new ChatMessage("assistant", Bounded(said)));
        }

        messages.Add(new ChatMessage("user", Bounded(turn.Heard)));
        return new ChatRequest(model, messages, Tools(), reasoningEffort, MaxTokens, patience);
    }

    /// <summary>A tool that does not exist is passed over.</summary>
    public static Thought Decide(TurnContext turn, ChatAnswer answer)
    {
        var phrases = Phrases.For(turn.Language);
        var text = SpeechText.Clean(answer.FinishReason == "length" ? SpeechText.WholeSentences(answer.Text) : answer.Text);
        var calls = answer.ToolCalls.Count == 0 ? null : Written(answer.ToolCalls);
        if (answer.ToolCalls.Any(call => call.Name == TransferTool))
            return new Thought(phrases.Transfer, Intents.Transfer, Then.Transfer, Thought.Model, calls) { Draft = turn.Draft };

        return answer.ToolCalls.Any(call => call.Name == EndTool)
            ? new Thought(text.Length > 0 ? text : phrases.Goodbye, Intents.Goodbye, Then.HangUp, Thought.Model, calls) { Draft = turn.Draft }
            : new Thought(text, turn.Understood.Intent ?? Intents.Generic, Then.Listen, Thought.Model, calls) { Draft = turn.Draft };
    }

    private IReadOnlyList<ChatTool> Tools()
    {
        var end = new ChatTool(EndTool, "Ends the call. Only when the caller has said goodbye or wants nothing more.", NoParameters);
        var transfer = new ChatTool(TransferTool, "Puts the caller through to a member of staff. Only when the caller asks for a person.", NoParameters);
        return restaurant.TransferNumber is null ? [end] : [transfer, end];
    }

    private static string Bounded(string text) => text.Length <= LongestMessageChars ? text : text[..LongestMessageChars];

    private static string Written(IReadOnlyList<ChatToolCall> calls) => JsonSerializer.Serialize(
        [.. calls.Select(call => new ToolCallMade(call.Name, call.Arguments) { Ok = true })], AgentJson.Default.ToolCallMadeArray);
}
