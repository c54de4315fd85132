using System.Diagnostics;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>Finds the simulator: where it was said to be, beside the module, on PATH.</summary>
internal static class SimulatorLocator
{
    private const string Name = "edfi-dms-simulator";
    private static readonly string? Host = FindHost();

    /// <exception cref="BatchPerfException">It is nowhere.</exception>
    public static ProcessStartInfo Find(string? path)
    {
        var places = path is null ? Places().ToList() : File.Exists(path) ? [path] : Candidates(path).ToList();
        var found = places.Find(File.Exists) ?? throw new BatchPerfException(
            "SimulatorNotFound",
            ProblemKind.FileMissing,
            path is null ? $"{Name} is neither beside the module nor on PATH." : $"There is no {Name} at '{path}'.",
            "Give -Path to the program, or install the package that contains it.");
        if (!found.EndsWith(".dll", StringComparison.OrdinalIgnoreCase))
        {
            var program = new ProcessStartInfo(found);
            if (Host is not null)
            {
                // The program looks for .NET in the usual folders only, where a .NET of the user's own is not.
                program.Environment.TryAdd("DOTNET_ROOT", Path.GetDirectoryName(Host));
            }

            return program;
        }

        return new ProcessStartInfo(Host ?? "dotnet") { ArgumentList = { found } };
    }

    /// <summary>
    /// The dotnet that runs this session, as it does where PowerShell is a .NET tool, if it can run the simulator too; null otherwise.
    /// </summary>
    private static string? FindHost()
    {
        if (Environment.ProcessPath is not { } process || Path.GetFileNameWithoutExtension(process) != "dotnet")
        {
            return null;
        }

        var runtimes = Path.Combine(Path.GetDirectoryName(process)!, "shared", "Microsoft.AspNetCore.App");
        return Directory.Exists(runtimes) && Directory.EnumerateDirectories(runtimes, "10.*").Any() ? process : null;
    }

    private static IEnumerable<string> Places()
    {
        var module = Path.GetDirectoryName(typeof(SimulatorLocator).Assembly.Location)!;
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return Candidates(Path.Combine(module, "simulator")).Concat(path.SelectMany(Candidates));
    }

    private static IEnumerable<string> Candidates(string folder) =>
        [Path.Combine(folder, OperatingSystem.IsWindows() ? Name + ".exe" : Name), Path.Combine(folder, Name + ".dll")];
}
