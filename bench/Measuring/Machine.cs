using System.Runtime.InteropServices;

namespace EdFi.BatchPerf.Bench.Measuring;

/// <summary>What the figures were measured on.</summary>
internal static class Machine
{
    public static string Describe() =>
        $"""
        - {Environment.ProcessorCount} cores, {Processor()}
        - {RuntimeInformation.OSDescription}; {Memory():0.0} GB of memory
        - {RuntimeInformation.FrameworkDescription}
        - load average at the start {LoadAverage()}: other work on a shared machine makes figures worse, never better

        """;

    public static string LoadAverage() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "not known";

    private static double Memory() => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1e9;

    private static string Processor() => File.Exists("/proc/cpuinfo")
        ? File.ReadLines("/proc/cpuinfo").First(static l => l.StartsWith("model name", StringComparison.Ordinal)).Split(": ")[1]
        : RuntimeInformation.ProcessArchitecture.ToString();
}
