using System.Globalization;
using EdFi.BatchPerf.Jobs.Hosting;
using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Jobs.Loads;

/// <summary>Warns, once for each name, of batches that a server will not take.</summary>
internal sealed class LimitWarnings(IJobHost host)
{
    /// <summary>Most operations of a batch that a DMS takes by default.</summary>
    private const int Usual = 100;

    private readonly HashSet<string> _named = new(StringComparer.Ordinal);

    /// <summary>Warns of a plan's batches.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="known">The server's limit in operations; null where it is not known.</param>
    public void Of(RunPlan plan, int? known)
    {
        if (plan.TestType == TestType.Volume)
        {
            return;
        }

        var limit = known ?? Usual;
        var taken = known is null ? $"a DMS takes {Usual} unless it is set otherwise" : $"the server takes {limit}";
        foreach (var scenario in plan.Scenarios.Select(static s => s.Scenario))
        {
            if (scenario.Shape.Count > limit && _named.Add(scenario.RequestName))
            {
                host.Warn(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{scenario.RequestName} has {scenario.Shape.Count} operations in a batch, and {taken}: ")
                    + $"expect 413, or give a smaller {new OptionKey("BatchTripleCount")}.");
            }
        }
    }
}
