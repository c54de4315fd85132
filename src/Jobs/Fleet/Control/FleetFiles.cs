using EdFi.BatchPerf.Jobs.Fleet.Messages;

namespace EdFi.BatchPerf.Jobs.Fleet.Control;

/// <summary>Where the files of a fleet's machines go: each beside the merged results, with the machine's name.</summary>
/// <param name="Results">Full path of the results file that the operator named.</param>
public sealed record FleetFiles(string Results)
{
    /// <summary><c>results.csv</c> → <c>results-web-1.csv</c>, or <c>results-web-1.journal</c>.</summary>
    public string Of(string machine, MemberFileKind kind)
    {
        var plain = string.Concat(machine.Select(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' ? c : ' '));
        var name = string.Join('-', plain.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        var extension = kind == MemberFileKind.Journal ? ".journal" : Path.GetExtension(Results);
        return Path.Combine(Path.GetDirectoryName(Results) ?? "", $"{Path.GetFileNameWithoutExtension(Results)}-{name}{extension}");
    }
}
