using Microsoft.Extensions.Logging.Abstractions;
using VoiceHunte.Edge.Agent;
using VoiceHunte.Edge.OpenAI;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Tests.Restaurant;

namespace VoiceHunte.Edge.Tests.Agent;

public sealed class HeadWaiterTests : IAsyncDisposable
{
    private readonly OpenHouse house = new(House.With());
    private readonly TurnContext question = Turns.Said("are you open tomorrow", Language.English);

    [Fact]
    public async Task Without_a_model_the_rules_answer()
    {
        var thought = await Waiter(model: null)
            .AnswerAsync(question, TestContext.Current.CancellationToken);
        Assert.Equal(("Tomorrow we're open from 10 a.m. to 10 p.m.", "rules"), (thought.Text, thought.Source));
    }

    [Theory]
    [InlineData(nameof(OpenAIFailure.TooSlow))]
    [InlineData(nameof(OpenAIFailure.RateLimited))]
    [InlineData(nameof(OpenAIFailure.QuotaExhausted))]
    [InlineData(nameof(OpenAIFailure.Resting))]
    public async Task When_the_model_fails_in_any_way_the_rules_answer(string failure)
    {
        var model = new Musing("");
        model.Done.SetException(new OpenAIException(Enum.Parse<OpenAIFailure>(failure), "Not today"));
        var thought = await Waiter(model).AnswerAsync(question, TestContext.Current.CancellationToken);
        Assert.Equal(("Tomorrow we're open from 10 a.m. to 10 p.m.", "rules"), (thought.Text, thought.Source));
    }

    [Fact]
    public async Task When_the_caller_is_gone_nothing_more_is_thought()
    {
        using var gone = new CancellationTokenSource();
        var model = new Musing("");
        var answer = Waiter(model).AnswerAsync(question, gone.Token);
        await model.Asked.Task;
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
    }

    [Fact]
    public async Task A_model_that_says_nothing_is_stood_in_for()
    {
        var model = new Musing("");
        model.Done.SetResult();
        var thought = await Waiter(model).AnswerAsync(question, TestContext.Current.CancellationToken);
        Assert.Equal("rules", thought.Source);
    }

    [Theory]
    [InlineData("goodbye", nameof(Then.HangUp))]
    [InlineData("let me talk to a human", nameof(Then.Transfer))]
    public async Task Goodbyes_and_transfers_are_not_left_to_the_model(string heard, string then)
    {
        var model = new Musing("Never said");
        var thought = await Waiter(model).AnswerAsync(Turns.Said(heard, Language.English), TestContext.Current.CancellationToken);
        Assert.Equal(("rules", then), (thought.Source, thought.Then.ToString()));
        Assert.False(model.Asked.Task.IsCompleted);
    }

    [Theory]
    [InlineData("yes please", Questions.Confirm, "Is that right?", true)]
    [InlineData("at half past seven", Questions.Time, "What time would you like?", true)]
    [InlineData("four", Questions.People, "How many people will there be?", true)]
    [InlineData("well that depends on whether my aunt comes along too", Questions.People, "How many people will there be?", false)]
    [InlineData("is the terrace heated", Questions.Confirm, "Is that right?", false)]
    public async Task A_plain_answer_costs_no_model_unless_that_is_turned_off(string heard, string asked, string previous, bool isPlain)
    {
        var turn = Turns.Said(heard, Language.English, Turns.Noon, new Exchange("…", previous)) with
        {
            Draft = new Draft { Goal = Intents.CreateReservation, Date = new DateOnly(2026, 11, 27), Asked = asked },
        };
        var model = new Musing("From the model.");
        model.Done.SetResult();
        Assert.Equal(isPlain ? "rules" : "model", (await Waiter(model).AnswerAsync(turn, TestContext.Current.CancellationToken)).Source);

        var always = new Musing("From the model.");
        always.Done.SetResult();
        Assert.Equal("model", (await Waiter(always, rulesFirst: false).AnswerAsync(turn, TestContext.Current.CancellationToken)).Source);
    }

    [Fact]
    public async Task Else_the_models_answer_is_heard()
    {
        var model = new Musing("Yes, we are.");
        model.Done.SetResult();
        var thought = await Waiter(model).AnswerAsync(question, TestContext.Current.CancellationToken);
        Assert.Equal(("Yes, we are.", "model"), (thought.Text, thought.Source));
    }

    public ValueTask DisposeAsync() => house.DisposeAsync();

    private HeadWaiter Waiter(IMind? model, bool rulesFirst = true) =>
        new(model, Rules(), rulesFirst, TimeSpan.FromSeconds(10), TimeProvider.System, NullLogger<HeadWaiter>.Instance);

    private RulesMind Rules() => house.Rules;

    /// <summary>A mind that thinks until it is told to be done.</summary>
    private sealed class Musing(string answer) : IMind
    {
        public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async Task<Thought> ThinkAsync(TurnContext turn, CancellationToken cancellationToken)
        {
            Asked.SetResult();
            await Done.Task.WaitAsync(cancellationToken);
            return new Thought(answer, turn.Understood.Intent ?? Intents.Generic, Then.Listen, Thought.Model, ToolCalls: null) { Draft = turn.Draft };
        }
    }
}
