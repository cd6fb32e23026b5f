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
    [InlineData(Questions.Confirm, "yes please")]
    [InlineData(Questions.Confirm, "no")]
    [InlineData(Questions.Time, "half past seven")]
    [InlineData(Questions.Date, "on Friday please")]
    [InlineData(Questions.People, "four of us")]
    [InlineData(Questions.AnythingElse, "no thank you")]
    public async Task A_plain_answer_is_taken_by_the_rules_unless_they_are_told_not_to(string asked, string heard)
    {
        var model = new Musing("Let me see.");
        model.Done.SetResult();
        var turn = Answering(asked, heard);

        Assert.Equal("rules", (await Waiter(model).AnswerAsync(turn, TestContext.Current.CancellationToken)).Source);
        Assert.False(model.Asked.Task.IsCompleted);
        Assert.Equal("model", (await Waiter(model, rulesFirst: false).AnswerAsync(turn, TestContext.Current.CancellationToken)).Source);
    }

    [Theory]
    [InlineData(Questions.Confirm, "yes but could we sit outside if it is warm")]
    [InlineData(Questions.Time, "whenever you have something quiet")]
    [InlineData(Questions.Date, "do you have vegan soup")]
    [InlineData(Questions.AnythingElse, "yes")]
    [InlineData(null, "four of us")]
    public async Task What_says_more_or_other_than_was_asked_is_for_the_model(string? asked, string heard)
    {
        var model = new Musing("Let me see.");
        model.Done.SetResult();
        Assert.Equal("model", (await Waiter(model).AnswerAsync(Answering(asked, heard), TestContext.Current.CancellationToken)).Source);
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
        new(model, Rules(), rulesFirst, () => false, TimeSpan.FromSeconds(10), TimeProvider.System, NullLogger<HeadWaiter>.Instance);

    private static TurnContext Answering(string? asked, string heard)
    {
        var around = new Surroundings(new DateOnly(2026, 11, 24), "So?", House.With().Hours) { Asked = new AskedBefore(asked) };
        var turn = Turns.Said(heard, Language.English);
        return turn with
        {
            Understood = Understanding.Read(heard, Language.English, around),
            Draft = asked is null or Questions.AnythingElse ? new Draft { Asked = asked } : new Draft
            {
                Goal = Intents.CreateReservation, Asked = asked, Date = new DateOnly(2026, 11, 27), Time = new TimeOnly(19, 0), People = 2, Name = "Lee",
            },
        };
    }

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
