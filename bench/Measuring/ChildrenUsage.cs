using System.Runtime.InteropServices;

namespace EdFi.BatchPerf.Bench.Measuring;

/// <summary>What all processes have used that this one started and that have ended. Source: getrusage(2), RUSAGE_CHILDREN.</summary>
internal static partial class ChildrenUsage
{
    private const int Children = -1;

    /// <summary>User and system time in seconds.</summary>
    public static double CpuSeconds()
    {
        Span<long> usage = stackalloc long[32]; // two timevals of two longs each come first
        BenchException.ThrowIf(GetRUsage(Children, ref usage[0]) != 0, "getrusage failed.");
        return usage[0] + usage[2] + ((usage[1] + usage[3]) / 1e6);
    }

    [LibraryImport("libc", EntryPoint = "getrusage")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int GetRUsage(int who, ref long usage);
}
