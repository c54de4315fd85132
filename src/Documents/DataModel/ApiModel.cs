using EdFi.BatchPerf.Documents.Metadata;

namespace EdFi.BatchPerf.Documents.DataModel;

/// <summary>A server's data model: its resources, the properties of their documents and the references between them.</summary>
internal sealed class ApiModel
{
    private readonly Dictionary<string, ApiResource> _bySegment;
    private readonly ILookup<string, ApiResource> _byEntity;

    private ApiModel(IReadOnlyList<ApiResource> resources, ServerIdentities identities)
    {
        Resources = resources;
        Identities = identities;
        _bySegment = resources.GroupBy(static r => r.Segment, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(static g => g.Key, static g => g.First(), StringComparer.OrdinalIgnoreCase);
        _byEntity = resources.ToLookup(static r => r.Entity, StringComparer.Ordinal);
    }

    /// <summary>The resources in the order of the server's document.</summary>
    public IReadOnlyList<ApiResource> Resources { get; }

    /// <summary>The identities that its scenarios are held against.</summary>
    public ServerIdentities Identities { get; }

    /// <summary>Reads a server's OpenAPI document of resources.</summary>
    /// <param name="text">The document.</param>
    /// <param name="source">Where it was read, for problems.</param>
    /// <exception cref="FormatException">It cannot be read; the message says why.</exception>
    public static ApiModel Read(ReadOnlyMemory<byte> text, string source)
    {
        using var document = OpenApiDocument.Parse(text);
        var identities = ServerIdentities.Read(text, source);
        var schemas = new SchemaReader(document);
        List<ApiResource> resources = [];
        foreach (var (project, segment, path) in new OpenApiIdentities(document).Resources())
        {
            var finding = identities.Find(segment);
            var problem = segment.All(char.IsAsciiLetterOrDigit) && project.All(IsOfProject) ? finding.Problem
                : "its name has other characters than letters and digits";
            var (entity, shape) = ("", new ObjectShape([]));
            try
            {
                var body = OpenApiResource.BodyOf(document, path);
                entity = SchemaReader.EntityOf(OpenApiDocument.ReferenceOf(body) ?? segment);
                shape = schemas.ReadObject(document.Resolve(body)!.Value);
            }
            catch (FormatException exception)
            {
                problem ??= $"{source}: {exception.Message}";
            }

            if (!shape.HasPlainNames)
            {
                problem ??= "a property's name has other characters than letters, digits and _";
            }

            resources.Add(new ApiResource(project, segment, entity, shape, problem is null ? finding.Identity : null, problem));
        }

        return new ApiModel(resources, identities);
    }

    private static bool IsOfProject(char c) => char.IsAsciiLetterOrDigit(c) || c == '-';

    /// <summary>The resource of a segment, in any letter case; null where there is none.</summary>
    public ApiResource? Find(string segment) => _bySegment.GetValueOrDefault(segment);

    /// <summary>
    /// The resource that a reference is to. Where it names an entity that no resource is of (educationOrganization), one of those whose
    /// documents have such an identity stands for it. Null where there is none.
    /// </summary>
    public ApiResource? TargetOf(ReferenceShape reference)
        => _byEntity[reference.Entity].FirstOrDefault() ?? AbstractTargets.Choose(Resources, reference);
}
