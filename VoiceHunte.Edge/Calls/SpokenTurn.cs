using VoiceHunte.Edge.Agent;

namespace VoiceHunte.Edge.Calls;

/// <summary>A turn that a model hears and answers by itself; its words come to us later than to the model.</summary>
internal sealed class SpokenTurn(int number, DateTimeOffset heardAt, TurnContext context, ModelTurn making)
{
    public int Number => number;
    public DateTimeOffset HeardAt => heardAt;

    /// <summary>What was said; empty while it is not known.</summary>
    public Heard Heard { get; private set; } = Heard.Of("");

    public TurnContext Context { get; private set; } = context;

    /// <summary>The tools of this turn, and what they have done.</summary>
    public ModelTurn Making { get; private set; } = making;

    public void Hears(Heard heard) => Heard = heard;

    public void Understands(TurnContext context, ModelTurn making) => (Context, Making) = (context, making);
}
