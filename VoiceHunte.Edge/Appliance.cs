using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using VoiceHunte.Edge.Admin;
using VoiceHunte.Edge.Agent;
using VoiceHunte.Edge.Calls;
using VoiceHunte.Edge.Live;
using VoiceHunte.Edge.Money;
using VoiceHunte.Edge.OpenAI;
using VoiceHunte.Edge.Operations;
using VoiceHunte.Edge.Restaurant;
using VoiceHunte.Edge.Service;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Speech;
using VoiceHunte.Edge.Store;
using VoiceHunte.Edge.Telemetry;
using VoiceHunte.Edge.Voice;

namespace VoiceHunte.Edge;

/// <summary>The whole of a serving appliance: what it is made of, and its routes.</summary>
internal static partial class Appliance
{
    // Webhooks and speech requests are a few kilobytes; Twilio's largest form seen is under 8.
    private const int LargestRequestBytes = 64 * 1024;

    // From SIGTERM on. What is under way behind it is cut, and the store may want four seconds more for what waits and for its
    // checkpoint: ten in all.
    private static readonly TimeSpan LeavingMayTake = WayOut.TurnsMayTake + WayOut.HandingOverTakes + TimeSpan.FromSeconds(1);

    public static WebApplication Build(EdgeSettings settings, RestaurantProfile restaurant, CallStore store, ILoggerFactory logs, TimeProvider time, IEnumerable<string> urls)
    {
        // Empty rather than slim: the slim builder would read appsettings.json and ASPNETCORE_ variables, and watch files.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestRequestBytes;
            kestrel.UseSystemd();
        });
        // A frame is handled where its socket woke us: nothing here blocks, and each hop to another thread costs more than the frame.
        builder.Services.Configure<SocketTransportOptions>(sockets => sockets.UnsafePreferInlineScheduling = true);
        builder.Services.AddSingleton(logs);
        AddServices(builder.Services, settings, restaurant, store, time);

        var app = builder.Build();
        if (!SocketActivation.IsGiven) foreach (var url in urls) app.Urls.Add(url);
        var (door, closing) = (app.Services.GetRequiredService<FrontDoor>(), app.Services.GetRequiredService<ClosingTime>());
        app.Use(next => context => door.ServeAsync(context, next, closing));
        UseForwardedHeaders(app, settings);
        var pages = app.Services.GetRequiredService<ILogger<ProblemPages>>();
        app.Use(next => new ProblemPages(next, pages).InvokeAsync);
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.FromSeconds(20) });
        app.UseRouting();
        app.Lifetime.ApplicationStarted.Register(() => WarmUp.Begin(restaurant));
        MapRoutes(app);
        Measure(app.Services, store);
        return app;
    }

    private static void AddServices(IServiceCollection services, EdgeSettings settings, RestaurantProfile restaurant, CallStore store, TimeProvider time)
    {
        services.AddRoutingCore();
        services.Configure<HostOptions>(host => host.ShutdownTimeout = LeavingMayTake);
        services.AddSingleton<FrontDoor>().AddSingleton<IConnectionListenerFactory>(s => s.GetRequiredService<FrontDoor>());
        services.AddSingleton<ClosingTime>().AddSingleton<ServiceManager>().AddHostedService<WayOut>();
        services.AddSingleton<Heartbeat>().AddHostedService(s => s.GetRequiredService<Heartbeat>());
        services.AddSingleton(settings).AddSingleton(restaurant).AddSingleton(store).AddSingleton(time);

        AddConversation(services, hasModel: settings.OpenAI.ApiKey is not null);
        services.AddSingleton<SignedWebhooks>().AddSingleton<CallEnd>().AddSingleton<RecordingNews>();
        services.AddSingleton<LiveTurns>().AddSingleton<LiveDoor>().AddSingleton<LiveAdmission>().AddSingleton<LiveEndpoints>();
        services.AddSingleton<TextCalls>().AddSingleton<AgentEndpoints>();
        services.AddSingleton<OperatorAccess>().AddSingleton<Readiness>().AddSingleton<ModelCalendar>();
        services.AddSingleton<EdgeMetrics>().AddSingleton<MetricsCollection>().AddSingleton<MetricsPage>().AddSingleton<TurnTraces>().AddSingleton<TracesOutlet>();
        services.AddSingleton(PriceTable.Load(settings.Money.PricesFile)).AddSingleton<Ledger>().AddHostedService(s => s.GetRequiredService<Ledger>());
        services.AddSingleton<OperatorSessions>();
        AddKeeping(services, settings);
        AdminRoutes.AddServices(services);
        services.AddSingleton(s => new PracticeRooms(settings, store, time, s.GetRequiredService<ILogger<CallStore>>(), shelf => NewPracticeRoom(s, shelf)));

        services.AddSingleton(new SpeechVoice(settings.OpenAI.TtsModel, settings.OpenAI.TtsVoice, settings.OpenAI.TtsInstructions));
        services.AddSingleton(NewSpeechEndpoints).AddSingleton(NewDictation);
        if (settings.OpenAI.ApiKey is { } key) AddOpenAI(services, new OpenAIOptions(settings.OpenAI.BaseUrl, key), settings.Call);
    }

    /// <summary>All that holds a conversation by webhook, on whatever store is there.</summary>
    private static void AddConversation(IServiceCollection services, bool hasModel)
    {
        services.AddSingleton<CallBoard>().AddSingleton<CallsInProgress>().AddSingleton<CallerRateLimit>().AddSingleton<CallerLimits>();
        services.AddSingleton<RecordingDesk>().AddSingleton<VoiceDesk>().AddSingleton<HistoryWords>().AddSingleton<CallDesk>().AddSingleton<CallLog>().AddSingleton<TurnTaker>().AddSingleton<ListeningHints>();
        services.AddSingleton<GatherCalls>().AddSingleton<GatherTwiml>().AddSingleton<LiveTickets>().AddSingleton<LiveTwiml>();
        services.AddSingleton<ReservationBook>().AddSingleton<MenuTalk>().AddSingleton<HoursTalk>().AddSingleton<RulesMind>().AddSingleton(NewHeadWaiter);
        if (hasModel) services.AddSingleton(NewModelMind);
    }

    /// <summary>The same conversation for the page's own telephone: by webhook, in Twilio's voice, and paid from the same purse.</summary>
    private static ServiceProvider NewPracticeRoom(IServiceProvider house, CallStore store)
    {
        var settings = house.GetRequiredService<EdgeSettings>();
        var services = new ServiceCollection().AddLogging();
        services.AddSingleton(house.GetRequiredService<ILoggerFactory>()).AddSingleton(house.GetRequiredService<ClosingTime>());
        services.AddSingleton(settings with { Call = settings.Call with { Mode = CallMode.Gather, Voice = CallVoice.Polly }, Recording = settings.Recording with { IsOn = false } });
        services.AddSingleton(house.GetRequiredService<RestaurantProfile>()).AddSingleton(store).AddSingleton(house.GetRequiredService<TimeProvider>());
        services.AddSingleton(house.GetRequiredService<Ledger>()).AddSingleton(house.GetRequiredService<EdgeMetrics>()).AddSingleton(house.GetRequiredService<TurnTraces>());
        if (house.GetService<OpenAIClient>() is { } openAI) services.AddSingleton(openAI);
        // Another store has none of the house's voices, nor their keys.
        if (store == house.GetRequiredService<CallStore>()) services.AddSingleton(house.GetRequiredService<VoiceBook>());
        else services.AddSingleton(new VoiceKeys(Path.Combine(settings.DataDir, "practice-voice-keys"))).AddSingleton<VoiceBook>();
        AddConversation(services, hasModel: settings.OpenAI.ApiKey is not null);
        // What is to be kept happens before everybody's eyes; what is not, on a board that nobody watches.
        if (store == house.GetRequiredService<CallStore>()) services.AddSingleton(house.GetRequiredService<CallBoard>());
        return services.BuildServiceProvider();
    }

    private static void AddOpenAI(IServiceCollection services, OpenAIOptions options, CallSettings calls)
    {
        services.AddSingleton(s => new OpenAIClient(
            options, s.GetRequiredService<ModelCalendar>(), s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger<OpenAIClient>>(),
            s.GetRequiredService<EdgeMetrics>()));
        services.AddHostedService<RetirementWatch>().AddSingleton(NewSpeechMaker);
        if (calls.Voice == CallVoice.OpenAI || calls.Mode == CallMode.Stream) services.AddSingleton(NewAudioCache).AddSingleton<SpeechStudio>();
        if (calls.Voice == CallVoice.OpenAI) services.AddSingleton<CallSpeech>().AddSingleton<SpokenAudioEndpoint>();
        if (calls.Mode != CallMode.Stream) return;
        services.AddSingleton(NewGreetingAudio).AddHostedService(s => s.GetRequiredService<GreetingAudio>());
        services.AddSingleton<SpokenTurns>().AddSingleton<VoiceOfCode>().AddSingleton<CallersEar>();
        services.AddSingleton<RealtimeParts>().AddSingleton<PipelineParts>().AddSingleton<EngineRoom>();
    }

    private static SpeechEndpoints NewSpeechEndpoints(IServiceProvider services) => new(
        services.GetService<SpeechMaker>(), services.GetRequiredService<SpeechVoice>(), services.GetRequiredService<ILogger<SpeechEndpoints>>());

    private static SpeechMaker NewSpeechMaker(IServiceProvider services) => SpeechMaker.Of(
        services.GetRequiredService<OpenAIClient>(), services.GetRequiredService<ModelCalendar>(),
        services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILogger<SpeechMaker>>());

    private static GreetingAudio NewGreetingAudio(IServiceProvider services)
    {
        var (restaurant, recordings) = (services.GetRequiredService<RestaurantProfile>(), services.GetRequiredService<RecordingDesk>());
        return new GreetingAudio(
            services.GetRequiredService<SpeechStudio>(), services.GetRequiredService<SpeechVoice>(),
            () => [.. restaurant.Languages.Select(language => new GreetingText(language, recordings.AnnouncementOf("stream", language) + Phrases.Greeting(restaurant, language)))],
            services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILogger<GreetingAudio>>());
    }

    private static Dictation NewDictation(IServiceProvider services)
    {
        var languages = services.GetRequiredService<RestaurantProfile>().Languages.Select(language => language.Code);
        return new Dictation(
            services.GetService<OpenAIClient>(), services.GetRequiredService<EdgeSettings>().OpenAI.SttModel, [.. languages],
            services.GetRequiredService<ILogger<Dictation>>());
    }

    private static AudioCache NewAudioCache(IServiceProvider services)
    {
        var settings = services.GetRequiredService<EdgeSettings>();
        return AudioCache.Open(
            settings.AudioCacheDir, settings.AudioCacheBytes, services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILogger<AudioCache>>());
    }

    private static HeadWaiter NewHeadWaiter(IServiceProvider services)
    {
        var settings = services.GetRequiredService<EdgeSettings>();
        var ledger = services.GetRequiredService<Ledger>();
        return new HeadWaiter(services.GetService<ModelMind>(), services.GetRequiredService<RulesMind>(), settings.Call.RulesFirst, () => ledger.IsOver, settings.Call.TurnTime,
            services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILogger<HeadWaiter>>());
    }

    private static ModelMind NewModelMind(IServiceProvider services)
    {
        var settings = services.GetRequiredService<EdgeSettings>();
        return new ModelMind(
            services.GetRequiredService<OpenAIClient>(),
            new ModelChoice(settings.OpenAI.ChatModel, settings.OpenAI.ReasoningEffort, settings.Call.TurnTime),
            services.GetRequiredService<RestaurantProfile>(),
            services.GetRequiredService<ReservationBook>(),
            services.GetRequiredService<MenuTalk>(),
            services.GetRequiredService<HoursTalk>(),
            services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<ILogger<ModelMind>>());
    }

    private static void UseForwardedHeaders(WebApplication app, EdgeSettings settings)
    {
        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost,
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in settings.TrustedProxies) options.KnownIPNetworks.Add(network);
        // Cloudflare writes the other two itself, and passes this one on as its client sent it: the name that was called is in Host.
        app.Use(next => context =>
        {
            if (context.Request.Headers.ContainsKey("CF-Connecting-IP")) context.Request.Headers.Remove("X-Forwarded-Host");
            return next(context);
        });
        app.UseForwardedHeaders(options);
    }

    private static void MapRoutes(WebApplication app)
    {
        var services = app.Services;
        app.MapHealth(services.GetRequiredService<Readiness>());
        app.MapTwilio(services.GetRequiredService<SignedWebhooks>(), services.GetRequiredService<GatherCalls>(), services.GetRequiredService<CallEnd>(), services.GetRequiredService<RecordingNews>());
        services.GetRequiredService<LiveEndpoints>().Map(app);
        services.GetService<SpokenAudioEndpoint>()?.Map(app);
        var operators = services.GetRequiredService<OperatorAccess>();
        services.GetRequiredService<SpeechEndpoints>().Map(app, operators.Guard);
        services.GetRequiredService<AgentEndpoints>().Map(app, operators.Guard);
        services.GetRequiredService<MetricsPage>().Map(app, operators.Guard);
        AdminRoutes.Map(app, operators);
    }

    private static void Measure(IServiceProvider services, CallStore store)
    {
        var (metrics, calls) = (services.GetRequiredService<EdgeMetrics>(), services.GetRequiredService<CallsInProgress>());
        store.Committed = metrics.Committed;
        metrics.WatchCallsAndStore(() => calls.Count, () => store.Health.WaitingWrites, () => store.Health.LostWrites);
        services.GetRequiredService<TracesOutlet>();
    }
}
