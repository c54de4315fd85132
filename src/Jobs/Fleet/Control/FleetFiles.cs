using EdFi.BatchPerf.Files.Output;
using EdFi.BatchPerf.Files.Runs;
using EdFi.BatchPerf.Jobs.Fleet.Messages;

namespace EdFi.BatchPerf.Jobs.Fleet.Control;

/// <summary>
/// Where the files of a fleet's machines go: each beside the merged results, with the machine's name; no two machines share one.
/// </summary>
internal sealed class FleetFiles
{
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    /// <summary>Gives each machine a name that files may have.</summary>
    /// <param name="results">Full path of the results file that the operator named.</param>
    /// <param name="machines">The machines' names, in order.</param>
    public FleetFiles(string results, IEnumerable<string> machines)
    {
        ArgumentNullException.ThrowIfNull(machines);
        Results = results;
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase); // as file names are on many systems
        foreach (var machine in machines)
        {
            var plain = Plain(machine);
            var name = plain;
            for (var number = 2; !taken.Add(name); number++)
            {
                name = FormattableString.Invariant($"{plain}_{number}");
            }

            _names[machine] = name;
        }
    }

    /// <summary>Full path of the results file that the operator named.</summary>
    public string Results { get; }

    /// <summary><c>results.csv</c> → <c>results-web-1.csv</c>, or <c>results-web-1.journal</c>.</summary>
    /// <param name="machine">One of the machines.</param>
    /// <param name="kind">Which of its files.</param>
    public string Of(string machine, MemberFileKind kind)
    {
        var extension = kind == MemberFileKind.Journal ? ".journal" : Path.GetExtension(Results);
        var file = $"{Path.GetFileNameWithoutExtension(Results)}-{_names[machine]}{extension}";
        return Path.Combine(Path.GetDirectoryName(Results) ?? "", file);
    }

    /// <summary>Makes sure that every file of the load can be written.</summary>
    /// <param name="replace">True where a file that is there may be replaced.</param>
    /// <exception cref="BatchPerfException">RunFileNotWritable, RunFileExists, ResultFileNotWritable, ResultFileExists.</exception>
    public void Probe(bool replace)
    {
        OutputFile.Probe(RunJson.PathBeside(Results), replace, "RunFileNotWritable", "RunFileExists");
        foreach (var machine in _names.Keys)
        {
            OutputFile.Probe(Of(machine, MemberFileKind.Results), replace, "ResultFileNotWritable", "ResultFileExists");
            OutputFile.Probe(Of(machine, MemberFileKind.Journal), replace, "ResultFileNotWritable", "ResultFileExists");
        }
    }

    private static string Plain(string machine)
    {
        var plain = string.Concat(machine.Select(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' ? c : ' '));
        return string.Join('-', plain.Split(' ', StringSplitOptions.RemoveEmptyEntries)) is { Length: > 0 } name ? name : "machine";
    }
}
