using System.Reflection;
using System.Runtime.Loader;

namespace EdFi.BatchPerf.Cmdlets.Loading;

/// <summary>
/// Holds the assemblies of the module's <c>lib/</c> folder apart from the session's, so that another module's version of the
/// same package neither breaks this one nor is broken by it.
/// </summary>
internal sealed class PrivateAssemblyContext(string folder) : AssemblyLoadContext("EdFi.BatchPerf")
{
    /// <summary>Loads the file of that simple name from the folder.</summary>
    /// <returns>Null when the folder has no such file, so that the default context is asked next.</returns>
    public Assembly? LoadFromFolder(AssemblyName name)
    {
        var path = Path.Combine(folder, name.Name + ".dll");
        return File.Exists(path) ? LoadFromAssemblyPath(path) : null;
    }

    /// <summary>
    /// Resolves the references of the private assemblies: packages from here, engine and framework from the session. A package that is here
    /// only because an older .NET has it too old is left to a .NET that has it new enough.
    /// </summary>
    protected override Assembly? Load(AssemblyName assemblyName) => HasFramework(assemblyName) ? null : LoadFromFolder(assemblyName);

    private static bool HasFramework(AssemblyName name)
    {
        var path = Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, name.Name + ".dll");
        return File.Exists(path) && AssemblyName.GetAssemblyName(path).Version >= name.Version;
    }
}
