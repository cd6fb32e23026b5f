using VoiceHunte.Edge.Restaurant;
using VoiceHunte.Edge.Tests.Calls;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Operations;

/// <summary><c>/metrics</c> of a running appliance.</summary>
public sealed class MetricsTests : IDisposable
{
    private readonly HttpClient http = new();

    [Fact]
    public async Task Calls_and_turns_are_counted_by_mode_and_by_who_answered()
    {
        await using var house = await House.OpenAsync();
        using var writer = new TextCaller(house);
        var before = await MetricsRead.OfAsync(house.Appliance.Url, http);
        var call = house.Ring();
        await call.StartAsync();
        await call.SayAsync("kedy máte otvorené");
        await call.StaySilentAsync();
        await writer.SayAsync("kedy máte otvorené");
        await writer.SayAsync("ďakujem");

        var after = await MetricsRead.OfAsync(house.Appliance.Url, http);

        Assert.Empty(before.Under("voicehunte_calls_answered_total"));
        Assert.Equal(1, after["""voicehunte_calls_answered_total{language="sk",mode="gather"}"""]);
        Assert.Equal(1, after["""voicehunte_calls_answered_total{language="sk",mode="text"}"""]);
        Assert.Equal(("""voicehunte_turns_total{language="sk",source="rules"}""", 4), Assert.Single(after.Under("voicehunte_turns_total")));
        Assert.True(after.Has("process_memory_usage_bytes"));
    }

    [Fact]
    public async Task A_webhook_that_comes_twice_counts_once()
    {
        await using var house = await House.OpenAsync();
        var call = house.Ring();
        var incoming = call.IncomingWebhook();
        await call.HearAsync(incoming);
        await call.HearAsync(incoming);

        Assert.Equal(1, (await MetricsRead.OfAsync(house.Appliance.Url, http))["""voicehunte_calls_answered_total{language="sk",mode="gather"}"""]);
    }

    [Fact]
    public async Task A_call_is_active_while_it_lasts_and_ends_once_however_often_Twilio_says_so()
    {
        await using var house = await House.OpenAsync();
        var call = house.Ring();
        await call.StartAsync();
        var during = await MetricsRead.OfAsync(house.Appliance.Url, http);
        await call.HangUpAsync(70);
        await call.HangUpAsync(70);

        var after = await MetricsRead.OfAsync(house.Appliance.Url, http);

        Assert.Equal((1, 0), (during["voicehunte_calls_active"], after["voicehunte_calls_active"]));
        Assert.Equal(("""voicehunte_calls_ended_total{language="sk",mode="gather",outcome="completed"}""", 1), Assert.Single(after.Under("voicehunte_calls_ended_total")));
        Assert.Equal((0, 1), (after["""voicehunte_call_duration_seconds_bucket{mode="gather",le="60.0"}"""], after["""voicehunte_call_duration_seconds_bucket{mode="gather",le="90.0"}"""]));
    }

    [Fact]
    public async Task A_turn_s_time_is_shown_as_a_whole_and_by_stage_and_the_disk_s_commits_are_counted()
    {
        await using var house = await House.OpenAsync();
        var call = house.Ring();
        await call.StartAsync();
        await call.SayAsync("kedy máte otvorené");

        var read = await MetricsRead.OfAsync(house.Appliance.Url, http);

        Assert.Equal(1, read["""voicehunte_turn_duration_seconds_count{source="rules"}"""]);
        Assert.All(["understand", "rules", "store"], stage => Assert.Equal(1, read[$"voicehunte_turn_stage_duration_seconds_count{{stage=\"{stage}\"}}"]));
        Assert.True(read["voicehunte_store_writes_total"] >= 2);
        Assert.True(read["voicehunte_store_commit_duration_seconds_count"] >= 2);
        Assert.True(read["voicehunte_disk_free_bytes"] > 0);
        Assert.True(read["process_threads"] > 1);
        Assert.Single(read.Under("voicehunte_build_info"));
    }

    [Fact]
    public async Task Reservations_count_once_however_often_they_are_asked_for()
    {
        await using var house = await House.OpenAsync();
        var (book, cancel) = (house.Appliance.Get<ReservationBook>(), TestContext.Current.CancellationToken);
        var evening = new TimeOnly(19, 0);
        var date = Enumerable.Range(2, 7).Select(days => DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(days)).First(day => book.Check(day, evening, 2) == Seating.Free);
        var wish = new NewReservation { Key = "CA1/7", CallId = "CA1", Name = "Kováč", Phone = "+421900123456", People = 2, Date = date, Time = evening, Language = "sk" };
        var booked = (await book.BookAsync(wish, cancel)).Reservation!;
        await book.BookAsync(wish, cancel);
        await book.ChangeAsync(new ReservationChange { Id = booked.Id, Key = "CA1/8", CallId = "CA1", People = 3 }, cancel);
        await book.CancelAsync(new ReservationCancelling { Id = booked.Id, CallId = null }, cancel);
        await book.CancelAsync(new ReservationCancelling { Id = booked.Id, CallId = null }, cancel);

        var read = await MetricsRead.OfAsync(house.Appliance.Url, http);

        Assert.All(["booked", "changed", "cancelled"], action => Assert.Equal(1, read[$"voicehunte_reservations_total{{action=\"{action}\"}}"]));
    }

    [Fact]
    public async Task Who_rings_without_end_and_what_comes_twice_is_counted_and_nobody_s_number_is_on_the_page()
    {
        await using var house = await House.OpenAsync(new() { ["TWILIO_RATE_LIMIT"] = "1/minute" });
        var call = house.Ring("+421900123456");
        await call.StartAsync();
        await call.RetryAsync();
        await house.Ring("+421900123456").StartAsync();

        using var response = await http.GetAsync(new Uri(house.Appliance.Url, "/metrics"), TestContext.Current.CancellationToken);
        var page = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var read = MetricsRead.Of(page);

        Assert.Equal(1, read["""voicehunte_rate_limits_hit_total{limit="calls"}"""]);
        Assert.Equal(1, read["""voicehunte_webhooks_repeated_total{step="incoming"}"""]);
        Assert.DoesNotContain("900123456", page, StringComparison.Ordinal);
        Assert.DoesNotContain(call.CallSid, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_is_closed_to_what_comes_through_a_tunnel()
    {
        await using var house = await House.OpenAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(house.Appliance.Url, "/metrics"));
        request.Headers.Add("CF-Ray", "8f0");

        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(401, (int)answer.StatusCode);
        Assert.DoesNotContain("voicehunte_", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_a_token_only_whoever_sends_it_sees_the_page()
    {
        await using var house = await House.OpenAsync(new Dictionary<string, string> { ["ADMIN_TOKEN"] = "a long random text" });
        using var without = await http.GetAsync(new Uri(house.Appliance.Url, "/metrics"), TestContext.Current.CancellationToken);
        Assert.Equal(401, (int)without.StatusCode);

        http.DefaultRequestHeaders.Authorization = new("Bearer", "a long random text");

        Assert.True((await MetricsRead.OfAsync(house.Appliance.Url, http)).Has("voicehunte_live_calls_now"));
    }

    public void Dispose() => http.Dispose();
}
