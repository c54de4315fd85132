using System.Reflection;
using System.Runtime.CompilerServices;
using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Batches;
using EdFi.BatchPerf.Scenarios;
using EdFi.BatchPerf.Turns;

namespace EdFi.BatchPerf.Running;

/// <summary>
/// Makes the code of a run ready before its common start: code compiled at its first call would let the first batch go out 15 to 60 ms
/// late. Sends nothing.
/// </summary>
internal static class Rehearsal
{
    private const BindingFlags All =
        BindingFlags.DeclaredOnly | BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    /// <summary>The rooms of the way from a client to the wire and back.</summary>
    private static readonly string?[] Way = [typeof(LoadRun).Namespace, typeof(ITurn).Namespace, typeof(ExchangeClient).Namespace];

    /// <summary>Compiles the way of a batch, and writes the first request of each scenario.</summary>
    public static void Run(ApiConnection connection, RunPlan plan)
    {
        Compile();
        using ITurn turn = plan.TestType == TestType.Volume
            ? new TripleTurn(plan.Steps(connection))
            : new BatchTurn(connection.BatchUrl, plan.KeepOperations);
        foreach (var share in plan.Scenarios)
        {
            turn.Begin(share.Scenario, new BatchKey(RunId.New(), 0, 1), poisoned: false);
            turn.TryNext(last: null, out _);
        }
    }

    private static void Compile()
    {
        var types = typeof(Rehearsal).Assembly.GetTypes();
        foreach (var type in types.Where(static type => Way.Contains(type.Namespace) && !type.ContainsGenericParameters))
        {
            foreach (var method in type.GetMethods(All).Cast<MethodBase>().Concat(type.GetConstructors(All)))
            {
                if (!method.IsAbstract && !method.ContainsGenericParameters && !method.Attributes.HasFlag(MethodAttributes.PinvokeImpl))
                {
                    RuntimeHelpers.PrepareMethod(method.MethodHandle);
                }
            }
        }
    }
}
