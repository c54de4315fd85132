using System.Globalization;

namespace EdFi.BatchPerf.Bench.Measuring;

/// <summary>What a process has used, as the kernel counts it for that process alone.</summary>
internal static class ProcessUsage
{
    /// <summary>User and system time so far, in seconds. Source: proc(5), fields 14 and 15 of /proc/PID/stat, in ticks of 10 ms.</summary>
    public static double CpuSeconds(int id)
    {
        const double ticksPerSecond = 100;
        var stat = File.ReadAllText($"/proc/{id}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return (long.Parse(fields[11], CultureInfo.InvariantCulture)
            + long.Parse(fields[12], CultureInfo.InvariantCulture)) / ticksPerSecond;
    }

    /// <summary>
    /// Resident memory of its own now, in MB: files that are mapped do not count. Source: proc(5), RssAnon of /proc/PID/status.
    /// </summary>
    public static double PrivateMegabytes(int id)
    {
        var line = File.ReadLines($"/proc/{id}/status").First(static l => l.StartsWith("RssAnon:", StringComparison.Ordinal));
        return double.Parse(line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }
}
