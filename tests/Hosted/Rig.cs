using System.Management.Automation;
using System.Net;
using EdFi.BatchPerf.Simulator;
using EdFi.BatchPerf.Simulator.Options;

namespace EdFi.BatchPerf.Hosted;

/// <summary>
/// A simulator in this process, a session, and a folder, for one class of tests. The session's variables: $url, $credential,
/// $dms (connected), $fixtures (created), $folder, and $short, which every run is splatted with.
/// </summary>
public class Rig : IAsyncLifetime
{
    private readonly SimulatorOptions _options;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("batchperf-hosted-");

    public Rig()
        : this(new SimulatorOptions())
    {
    }

    protected Rig(SimulatorOptions options) => _options = options;

    public SimulatorHost Simulator { get; private set; } = null!;

    public Session Session { get; } = new();

    /// <summary>The documents of the fixtures on the simulator.</summary>
    public long Fixtures { get; private set; }

    public string Folder => _folder.FullName;

    public virtual async Task InitializeAsync()
    {
        Simulator = await SimulatorHost.StartAsync(_options);
        Session.Set("folder", Folder);
        Session.Set("scenarios", Path.Combine(AppContext.BaseDirectory, "scenarios"));
        Point(Simulator);
        Session.Run("$fixtures = Initialize-BatchFixtures -Connection $dms; $short = @{ Connection = $dms; Fixture = $fixtures; WarningAction = 'Ignore' }");
        Fixtures = Simulator.Counts().Documents.Total;
    }

    /// <summary>Connects the session to a simulator of a test's own, and back at the end of the test.</summary>
    /// <example><c>await using var bare = await rig.UseAsync(new() { Prerequisites = Prerequisites.None });</c></example>
    public async Task<OtherSimulator> UseAsync(SimulatorOptions options)
    {
        var other = await SimulatorHost.StartAsync(options);
        Point(other);
        return new OtherSimulator(other, () => Point(Simulator));
    }

    /// <summary>Changes the simulator's options until the end of the test.</summary>
    public IDisposable With(Func<SimulatorOptions, SimulatorOptions> change)
    {
        Simulator.Change(change);
        return new Undo(() => Simulator.Change(_ => _options));
    }

    public string File(string name) => Path.Combine(Folder, name);

    public async Task DisposeAsync()
    {
        Session.Dispose();
        await Simulator.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private void Point(SimulatorHost simulator)
    {
        Session.Set("url", simulator.BaseUrl);
        Session.Set("credential", new PSCredential(simulator.Options.Key, new NetworkCredential("", simulator.Options.Secret).SecurePassword));
        Session.Run("$dms = Connect-BatchApi $url $credential -SkipCertificateCheck:($url.Scheme -eq 'https') -WarningAction Ignore");
    }

    private sealed class Undo(Action action) : IDisposable
    {
        public void Dispose() => action();
    }
}
