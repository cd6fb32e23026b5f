namespace VoiceHunte.Edge.Agent;

/// <summary>Thinks of the answer of one turn: the model's mind, or the rules'.</summary>
internal interface IMind
{
    Task<Thought> ThinkAsync(TurnContext turn, CancellationToken cancellationToken);
}
