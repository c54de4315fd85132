using System.Management.Automation;
using System.Reflection;
using System.Runtime.Loader;
using EdFi.BatchPerf.Files.Runs;

namespace EdFi.BatchPerf.Cmdlets.Loading;

/// <summary>
/// Tells .NET, from import to removal of the module, where the assemblies lie that the cmdlets refer to: model and engine
/// beside them, everything else in <c>lib/</c>.
/// </summary>
/// <remarks>
/// PowerShell finds this class by its interfaces and makes a new one for each call, in each runspace. The private context is
/// therefore static, and never changes: types of two contexts would not be the same types.
/// </remarks>
public sealed class ModuleAssemblyHook : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    private static readonly string ModuleFolder = Path.GetDirectoryName(typeof(ModuleAssemblyHook).Assembly.Location)!;

    private static readonly string[] BesideCmdlets = ["EdFi.BatchPerf.Model", "EdFi.BatchPerf.Engine"];

    private static readonly string[] InLib =
    [
        "EdFi.BatchPerf.Documents", "EdFi.BatchPerf.Files", "EdFi.BatchPerf.Questions", "EdFi.BatchPerf.Page",
        "EdFi.BatchPerf.ServerMetrics", "EdFi.BatchPerf.Telemetry", "EdFi.BatchPerf.Jobs",
    ];

    private static readonly PrivateAssemblyContext PrivateContext = new(Path.Combine(ModuleFolder, "lib"));

    /// <summary>Called by PowerShell when the module is imported, before any of its cmdlets runs.</summary>
    /// <remarks>Model and engine are loaded at once, so that their types can be named in a script before the first cmdlet ran.</remarks>
    public void OnImport()
    {
        foreach (var name in BesideCmdlets)
        {
            AssemblyLoadContext.Default.LoadFromAssemblyPath(Path.Combine(ModuleFolder, name + ".dll"));
        }

        AssemblyLoadContext.Default.Resolving += Resolve;
        SpellOptions();
    }

    /// <summary>Called by PowerShell when the module is removed; assemblies loaded by then stay loaded.</summary>
    /// <param name="psModuleInfo">The module that is removed.</param>
    public void OnRemove(PSModuleInfo psModuleInfo) => AssemblyLoadContext.Default.Resolving -= Resolve;

    /// <summary>
    /// Answers for this product's own assemblies only: a package that another module misses is not ours to give. It loads by
    /// path, because asking for a name from here would lead back here without end.
    /// </summary>
    private static Assembly? Resolve(AssemblyLoadContext context, AssemblyName name) =>
        InLib.Contains(name.Name, StringComparer.Ordinal) ? PrivateContext.LoadFromFolder(name) : null;

    /// <summary>A method of its own, so that the model is loaded by path before anything here needs it.</summary>
    private static void SpellOptions()
    {
        HostWords.UseInProcess(CmdletWords.Find);
        ArchiveText.UseInProcess(Archive);
    }

    /// <summary>A method of its own, so that the files' room is not loaded before a run is stored.</summary>
    private static string? Archive(object run) => RunArchive.Write(run);
}
