using System.Text.RegularExpressions;
using Mono.Cecil;

namespace EdFi.BatchPerf.Unit.Architecture;

/// <summary>The cmdlets there are, and their parameters, without a PowerShell to load them into.</summary>
internal sealed partial class CmdletNames
{
    private static readonly Lazy<CmdletNames> Known = new(Read);
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    private CmdletNames()
    {
    }

    /// <summary>Read once for all tests.</summary>
    public static CmdletNames All => Known.Value;

    private static CmdletNames Read()
    {
        using var assembly = AssemblyDefinition.ReadAssembly(Room.Named("Cmdlets").Library);
        var names = new CmdletNames();
        foreach (var type in assembly.MainModule.GetTypes())
        {
            names._names.UnionWith(type.Properties.Where(static p => p.CustomAttributes.Any(IsParameter)).Select(static p => "-" + p.Name));
        }

        var manifest = File.ReadAllText(Path.Combine(Room.Root, "module", "EdFi.BatchPerf.psd1"));
        names._names.UnionWith(CmdletName().Matches(manifest).Select(static match => match.Groups["name"].Value));
        return names;
    }

    /// <param name="word">A cmdlet's name, or a parameter's with its dash.</param>
    public bool Holds(string word) => _names.Contains(word);

    private static bool IsParameter(CustomAttribute attribute) => attribute.AttributeType.FullName == "System.Management.Automation.ParameterAttribute";

    [GeneratedRegex("'(?<name>[A-Z][a-z]+-Batch[A-Za-z]+)'", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex CmdletName();
}
