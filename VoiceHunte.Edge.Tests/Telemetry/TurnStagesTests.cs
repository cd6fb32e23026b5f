using VoiceHunte.Edge.Telemetry;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Telemetry;

public sealed class TurnStagesTests
{
    private readonly WatchedClock clock = new();

    [Fact]
    public void The_database_gets_milliseconds_by_stage_and_the_model_s_rounds_as_one()
    {
        var stages = new TurnStages(clock, clock.GetUtcNow());
        Take(TurnStages.Understand, 0.44);
        Take(TurnStages.Model, 800);
        Take(TurnStages.Tool, 5);
        Take(TurnStages.Model, 412.34);

        Assert.Equal("""{"understand":0.4,"model":1212.3,"tool":5}""", stages.ToJson());
        Assert.Equal([0, 0.44, 800.44, 805.44], stages.Taken.Select(stage => (stage.From - stages.BeganAt).TotalMilliseconds));

        void Take(string stage, double milliseconds)
        {
            using (stages.Measure(stage)) clock.Advance(TimeSpan.FromMilliseconds(milliseconds));
        }
    }

    [Fact]
    public void Nothing_measured_is_nothing_kept() => Assert.Null(new TurnStages(clock, clock.GetUtcNow()).ToJson());
}
