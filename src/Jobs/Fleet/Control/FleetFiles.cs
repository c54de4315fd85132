using EdFi.BatchPerf.Jobs.Fleet.Messages;

namespace EdFi.BatchPerf.Jobs.Fleet.Control;

/// <summary>Where the files of a fleet's machines go: each beside the merged results, with the machine's name.</summary>
/// <param name="Results">Full path of the results file that the operator named.</param>
public sealed record FleetFiles(string Results)
{
    /// <summary>What a machine's name becomes in names of files: <c>web-1 (2)</c> → <c>web-1-2</c>.</summary>
    public static string Plain(string machine)
    {
        ArgumentNullException.ThrowIfNull(machine);
        var plain = string.Concat(machine.Select(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' ? c : ' '));
        return string.Join('-', plain.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary><c>results.csv</c> → <c>results-web-1.csv</c>, or <c>results-web-1.journal</c>.</summary>
    public string Of(string machine, MemberFileKind kind)
    {
        var name = Plain(machine);
        var extension = kind == MemberFileKind.Journal ? ".journal" : Path.GetExtension(Results);
        return Path.Combine(Path.GetDirectoryName(Results) ?? "", $"{Path.GetFileNameWithoutExtension(Results)}-{name}{extension}");
    }
}
