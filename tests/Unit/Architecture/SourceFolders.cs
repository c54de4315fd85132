using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace EdFi.BatchPerf.Unit.Architecture;

/// <summary>
/// The folder that each type of an assembly lies in, below its project, by the documents that the portable PDB names: those of its
/// methods, or those that the compiler notes for a type without a line of code of its own (an interface, an enumeration).
/// </summary>
internal static class SourceFolders
{
    private static readonly Guid TypeDefinitionDocuments = new("932E74BC-DBA9-4478-8D46-0F32A7BAB3D3");

    /// <summary>Reads the folders of an assembly's outermost types by their full names.</summary>
    /// <param name="library">The assembly; its PDB lies beside it.</param>
    /// <param name="project">The project's folder in the repository, such as src/Model.</param>
    public static IReadOnlyDictionary<string, string> Read(string library, string project)
    {
        using var pe = new PEReader(File.OpenRead(library));
        using var symbols = MetadataReaderProvider.FromPortablePdbStream(File.OpenRead(Path.ChangeExtension(library, ".pdb")));
        var types = pe.GetMetadataReader();
        var pdb = symbols.GetMetadataReader();
        var folders = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (type, document) in FromMethods(types, pdb).Concat(FromTypes(types, pdb)))
        {
            if (Folder(document, project) is { } folder)
            {
                folders.TryAdd(type, folder);
            }
        }

        return folders;
    }

    /// <summary>The folder of a document below its project; empty in the project's own, null for what is generated.</summary>
    /// <param name="document">Its path, as it is or mapped to <c>/_/</c>, with either sort of slash.</param>
    /// <param name="project">The project's folder in the repository, such as src/Model.</param>
    public static string? Folder(string document, string project)
    {
        var path = document.Replace('\\', '/');
        var start = path.LastIndexOf($"/{project}/", StringComparison.Ordinal);
        if (start < 0)
        {
            return null;
        }

        var inside = path[(start + $"/{project}/".Length)..];
        return inside.StartsWith("obj/", StringComparison.Ordinal) ? null : Path.GetDirectoryName(inside)!.Replace('\\', '/');
    }

    private static IEnumerable<(string Type, string Document)> FromMethods(MetadataReader types, MetadataReader pdb)
    {
        foreach (var handle in pdb.MethodDebugInformation)
        {
            var method = types.GetMethodDefinition(handle.ToDefinitionHandle());
            foreach (var point in pdb.GetMethodDebugInformation(handle).GetSequencePoints())
            {
                yield return (Outermost(types, method.GetDeclaringType()), Name(pdb, point.Document));
            }
        }
    }

    private static IEnumerable<(string Type, string Document)> FromTypes(MetadataReader types, MetadataReader pdb)
    {
        foreach (var handle in pdb.CustomDebugInformation)
        {
            var information = pdb.GetCustomDebugInformation(handle);
            if (information.Parent.Kind == HandleKind.TypeDefinition && pdb.GetGuid(information.Kind) == TypeDefinitionDocuments)
            {
                var documents = pdb.GetBlobReader(information.Value);
                while (documents.RemainingBytes > 0)
                {
                    var document = System.Reflection.Metadata.Ecma335.MetadataTokens.DocumentHandle(documents.ReadCompressedInteger());
                    yield return (Outermost(types, (TypeDefinitionHandle)information.Parent), Name(pdb, document));
                }
            }
        }
    }

    private static string Name(MetadataReader pdb, DocumentHandle document) => pdb.GetString(pdb.GetDocument(document).Name);

    private static string Outermost(MetadataReader types, TypeDefinitionHandle handle)
    {
        var type = types.GetTypeDefinition(handle);
        while (!type.GetDeclaringType().IsNil)
        {
            type = types.GetTypeDefinition(type.GetDeclaringType());
        }

        var space = types.GetString(type.Namespace);
        return space.Length == 0 ? types.GetString(type.Name) : $"{space}.{types.GetString(type.Name)}";
    }
}
