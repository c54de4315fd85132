using EdFi.BatchPerf.Bench.Measuring;

#pragma warning disable MA0047, CA1050 // the runtime looks for this name outside of any namespace (DOTNET_STARTUP_HOOKS)

/// <summary>What the runtime calls first in a measured process that a <see cref="ProcessProbe"/> looks into.</summary>
internal static class StartupHook
{
    public static void Initialize() => ProbedProcess.Begin();
}
