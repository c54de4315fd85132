using EdFi.BatchPerf.Simulator.Batches;
using EdFi.BatchPerf.Simulator.Counting;
using EdFi.BatchPerf.Simulator.Faults;
using EdFi.BatchPerf.Simulator.Metadata;
using EdFi.BatchPerf.Simulator.Options;
using EdFi.BatchPerf.Simulator.Schema;
using EdFi.BatchPerf.Simulator.Security;
using EdFi.BatchPerf.Simulator.Store;

namespace EdFi.BatchPerf.Simulator.World;

/// <summary>The state of one simulator, shared by its endpoints.</summary>
internal sealed class Simulation : IDisposable
{
    private readonly Lock _gate = new();
    private volatile SimulatorOptions _options;

    public Simulation(SimulatorOptions options)
    {
        _options = options;
        Metadata = ServedMetadata.Read(options);
        Catalog = Metadata.Catalog;
        Store = new(options.Time);
        Transactions = new(Store);
        Tokens = new(() => _options);
        Dice = new(options.Seed);
        Latency = new(Dice);
        Limiter = new(options.Time);
        Breaker = new(options.Time);
        Locks = new(DocumentLocks, Latency);
        new StartDocuments(Catalog, Store, options).Create();
    }

    /// <summary>The options as they are now; faults can change while the simulator runs.</summary>
    public SimulatorOptions Options => _options;

    public TimeProvider Time => _options.Time;

    public ResourceCatalog Catalog { get; }

    /// <summary>Metadata that the server gives of its resources.</summary>
    public ServedMetadata Metadata { get; }

    public DocumentStore Store { get; }

    public BatchTransaction Transactions { get; }

    public TokenIssuer Tokens { get; }

    public CountBook Counts { get; } = new();

    public FaultDice Dice { get; }

    public Latency Latency { get; }

    public RateLimiter Limiter { get; }

    public CircuitBreaker Breaker { get; }

    public DocumentLocks DocumentLocks { get; } = new();

    public LockPhase Locks { get; }

    public void Change(Func<SimulatorOptions, SimulatorOptions> change)
    {
        lock (_gate)
        {
            _options = change(_options);
            if (_options.BreakerAfter <= 0)
            {
                Breaker.Close();
            }
        }
    }

    public void Dispose() => Latency.Dispose();
}
