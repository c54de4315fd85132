using System.Globalization;
using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Documents.Metadata;

namespace EdFi.BatchPerf.Documents.ReadingBack;

/// <summary>Recognises wanted documents among those that a list shows: by the whole natural key, compared here.</summary>
internal sealed class Scan
{
    private readonly ResourceIdentity? _identity;
    private readonly QueryField? _index;
    private readonly ILookup<string, WantedDocument> _byValue;
    private readonly Dictionary<WantedDocument, (List<DocumentImage> Exact, List<DocumentImage> Loose)> _found = [];
    private readonly int _wanted;

    /// <param name="identity">The resource's identity; null where it is not known.</param>
    /// <param name="wanted">The documents to look for, one or more, all of one resource.</param>
    public Scan(ResourceIdentity? identity, IReadOnlyList<WantedDocument> wanted)
    {
        _identity = identity;
        _wanted = wanted.Count;
        _index = QueryField.Of(identity, wanted[0]) is [var first, ..] ? first : null;
        _byValue = wanted.ToLookup(
            w => QueryField.Of(identity, w).FirstOrDefault(f => f.Name == _index?.Name)?.Value ?? "",
            StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Takes a page; false when all documents to look for have been seen.</summary>
    public bool Visit(IReadOnlyList<DocumentImage> page)
    {
        foreach (var image in page)
        {
            // where the identity is not known, a leaf's name may be in several places of the document
            var candidates = _identity is null || _index is null
                ? _byValue.SelectMany(static g => g)
                : _byValue[_index.ValueIn(image.Fields) ?? ""];
            foreach (var wanted in candidates)
            {
                Take(wanted, image);
            }
        }

        return _found.Count(static f => f.Value.Exact.Count > 0) < _wanted;
    }

    /// <summary>Returns the outcome for a document; null where it was not found.</summary>
    /// <param name="wanted">The document that was looked for.</param>
    /// <param name="how">The way in which it was looked for, such as <c>in the list</c>.</param>
    public DocumentLookup? Result(WantedDocument wanted, string how)
    {
        if (!_found.TryGetValue(wanted, out var found))
        {
            return null;
        }

        var images = found.Exact.Count > 0 ? found.Exact : found.Loose;
        return images.Count == 1
            ? new DocumentLookup { Image = images[0], How = how }
            : new DocumentLookup
            {
                Problem = string.Create(
                    CultureInfo.InvariantCulture,
                    $"GET {wanted.Resource} found {images.Count} documents with one natural key"),
                How = how,
            };
    }

    private void Take(WantedDocument wanted, DocumentImage image)
    {
        var key = wanted.Key();
        var exact = IdentityCheck.Bears(_identity, image.Fields, key);
        if (!exact && !IdentityCheck.Bears(_identity, image.Fields, key, anyCase: true))
        {
            return;
        }

        if (!_found.TryGetValue(wanted, out var found))
        {
            _found[wanted] = found = ([], []);
        }

        var images = exact ? found.Exact : found.Loose;
        if (!images.Exists(other => DocumentPages.Same(other, image)))
        {
            images.Add(image);
        }
    }
}
