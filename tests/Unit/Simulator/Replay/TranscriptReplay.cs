using EdFi.BatchPerf.Simulator;
using EdFi.BatchPerf.Simulator.Options;

namespace EdFi.BatchPerf.Unit.Simulator.Replay;

/// <summary>Replays all transcripts once, in the order in which they were recorded, and keeps what differed.</summary>
public sealed class TranscriptReplay : IAsyncLifetime, IDisposable
{
    private const string Descriptors = "uri://ed-fi.org/EducationOrganizationCategoryDescriptor#School;uri://ed-fi.org/TermDescriptor#Fall Semester;uri://ed-fi.org/SexDescriptor#Female";
    private static readonly string[] Fixtures =
        ["05c-school", "07a-course", "07b-session", "07c-courseOffering", "07d-classPeriod", "07e-location"];

    private readonly HttpClient _client = new();
    private readonly Dictionary<string, IReadOnlyList<string>> _differences = new(StringComparer.Ordinal);

    public IReadOnlyList<string> DifferencesOf(string name) =>
        _differences.TryGetValue(name, out var found) ? found : ["was not replayed"];

    public async Task InitializeAsync()
    {
        await PlayMainSeriesAsync();
        await PlayTokenSeriesAsync();
        await PlayAloneAsync(new() { RateLimit = 2, RateWindow = 30 }, "10a-rate-limit-0", "10a-rate-limit-0", "10a-rate-limit-2");
        await PlayAloneAsync(new() { Database = DatabaseState.Down }, Names("10b", "10c", "10d"));
        await PlayAloneAsync(new() { DeadlockRate = 1, DeadlockWaitMs = 0 }, "10e-write-conflict-500");
        await PlayLaterSeriesAsync();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _client.Dispose();

    /// <summary>01 to 09, on a server that holds what 03 to 05 are going to create not yet.</summary>
    private async Task PlayMainSeriesAsync()
    {
        await using var simulator = await SimulatorHost.StartAsync(new() { Missing = Descriptors, MissingSchoolYears = "2025;2026", WithAgency = false });
        var player = new TranscriptPlayer(simulator, _client);
        foreach (var name in Transcript.Names.Where(name => name[0] == '0' && name[..4] is not ("08j2" or "08j3")))
        {
            simulator.Change(options => options with { ClaimSet = ClaimSetOf(name) });
            await PlayAsync(player, name);
        }
    }

    /// <summary>08j2 and 08j3, with a token of one minute and a clock that is set.</summary>
    private async Task PlayTokenSeriesAsync()
    {
        var time = new ManualTime();
        await using var simulator = await SimulatorHost.StartAsync(new() { TokenLifetime = 60, Time = time });
        var player = new TranscriptPlayer(simulator, _client);
        await PlayAsync(player, "08j2-valid-token-before-expiry");
        time.Advance(60 + 30 + 1);
        await PlayAsync(player, "08j3-expired-token-401");
    }

    /// <summary>11, recorded on another server: it held the fixtures, no calendar type IEP and a term without description.</summary>
    private async Task PlayLaterSeriesAsync()
    {
        await using var simulator = await SimulatorHost.StartAsync(new() { Missing = "uri://ed-fi.org/CalendarTypeDescriptor#IEP" });
        var player = new TranscriptPlayer(simulator, _client);
        foreach (var fixture in Fixtures)
        {
            Assert.Empty(await player.PlayAsync(Transcript.Load(fixture)));
        }

        using var setUp = new SimulatorClient(simulator);
        (await setUp.SendAsync(
            HttpMethod.Post,
            "/data/ed-fi/termDescriptors",
            """{"namespace":"uri://ed-fi.org/TermDescriptor","codeValue":"Fall Semester","shortDescription":"Fall Semester"}""")).Dispose();
        foreach (var name in Names("11"))
        {
            await PlayAsync(player, name);
        }
    }

    private async Task PlayAloneAsync(SimulatorOptions options, params string[] names)
    {
        await using var simulator = await SimulatorHost.StartAsync(options);
        var player = new TranscriptPlayer(simulator, _client);
        foreach (var name in names)
        {
            await PlayAsync(player, name);
        }
    }

    private async Task PlayAsync(TranscriptPlayer player, string name) => _differences[name] = await player.PlayAsync(Transcript.Load(name));

    private static string[] Names(params string[] prefixes) =>
        [.. Transcript.Names.Where(name => Array.Exists(prefixes, prefix => name.StartsWith(prefix, StringComparison.Ordinal)))];

    private static ClaimSet ClaimSetOf(string name) => name switch
    {
        "04-schoolYearType-2025" or "09c-bootstrap-student-403" => ClaimSet.Bootstrap,
        "09a-nofurther-students-triple" or "09b-nofurther-location-403" => ClaimSet.NoFurther,
        _ => ClaimSet.Sandbox,
    };
}
