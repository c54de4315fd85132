namespace EdFi.BatchPerf.Running;

/// <summary>Option values that were given for a run; options without one have the default of their host.</summary>
/// <param name="host">Host whose defaults apply.</param>
internal sealed class RunValues(RunHost host)
{
    /// <summary>The seed of machines that share a plan, which they cannot agree on: arrivals have to be those of one schedule.</summary>
    private const int SharedSeed = 1;
    private readonly Dictionary<string, object> _given = new(StringComparer.Ordinal);
    private readonly int _seed = Random.Shared.Next(); // one for all that ask for it

    /// <summary>The host whose defaults apply.</summary>
    public RunHost Host { get; } = host;

    /// <summary>True where arrivals were asked for, at a rate or in stages.</summary>
    public bool IsOpen => new[] { RunOptionTable.ArrivalRate, RunOptionTable.OperationRate }.Any(Has)
        || (Has(RunOptionTable.StageTarget) && Get<StageTarget>(RunOptionTable.StageTarget) != BatchPerf.StageTarget.Clients);

    /// <summary>True where batches or stages are to end the run.</summary>
    public bool HasOtherEnd => new[] { RunOptionTable.BatchCount, RunOptionTable.Stage }.Any(Has);

    /// <summary>The common start that was given; null to begin at once.</summary>
    public StartSignal? Start => Has(RunOptionTable.StartAt) ? StartSignal.At(Get<DateTimeOffset>(RunOptionTable.StartAt)) : null;

    /// <summary>Reads the options given to the console.</summary>
    /// <exception cref="BatchPerfException">A value makes no sense; see <see cref="Settings.OptionType"/>.</exception>
    public static RunValues Read(Settings.SettingsReader settings)
    {
        var values = new RunValues(RunHost.Console);

        // A variable for all runs must not end a run that batches or stages are to end; the option, given beside them, may.
        var endsOtherwise = new[] { RunOptionTable.BatchCount, RunOptionTable.Stage }.Any(end => settings.Find(end.Setting) is not null)
            && !settings.IsOption(RunOptionTable.RunTimeInMinutes.Setting);
        foreach (var option in RunOptionTable.All.Where(option => !endsOtherwise || option != RunOptionTable.RunTimeInMinutes))
        {
            if (option.Type.Read(settings, option.Setting) is { } value)
            {
                values.Set(option, value);
            }
        }

        return values;
    }

    /// <summary>True where a value was given.</summary>
    public bool Has(RunOption option) => _given.ContainsKey(option.Key);

    /// <summary>Gives a value, of the type that the option's row reads.</summary>
    public void Set(RunOption option, object value) => _given[option.Key] = value;

    /// <summary>The value that was given, or the default; the type's own where there is none.</summary>
    public T Get<T>(RunOption option) => Find(option) is { } value ? (T)value : default!;

    /// <summary>Makes the plan of it.</summary>
    /// <param name="scenarios">Scenarios of the run with their weights.</param>
    public RunPlan Plan(IReadOnlyList<ScenarioShare> scenarios)
    {
        var plan = new RunPlan { Scenarios = scenarios };
        foreach (var option in RunOptionTable.All)
        {
            if (Find(option) is { } value)
            {
                option.Put(plan, value);
            }
        }

        return plan.KeepOperations ? plan with { ClientCount = 1 } : plan;
    }

    private object? Find(RunOption option) => _given.GetValueOrDefault(option.Key)
        ?? (option == RunOptionTable.Seed ? Get<Segment>(RunOptionTable.Segment).IsWhole ? _seed : SharedSeed : option.DefaultOf(this));
}
