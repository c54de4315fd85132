namespace EdFi.BatchPerf.Documents.Triples;

/// <summary>Compiled triples of one recipe, made up once; batches take them in turn.</summary>
internal sealed class TriplePool
{
    private readonly CompiledTriple[] _entries;
    private readonly CompiledTriple[] _reused = [];

    /// <param name="recipe">Makes up the triples.</param>
    /// <param name="context">The chance, keys and descriptors that it draws from.</param>
    /// <param name="size">Number of triples.</param>
    /// <param name="reuse">True where parents that may be reused are.</param>
    /// <param name="check">Looks at the documents of each.</param>
    public TriplePool(ITripleRecipe recipe, RecipeContext context, int size, bool reuse, Action<ITripleRecipe, TripleDocuments> check)
    {
        Layout = new TripleLayout(recipe, reuse);
        ReusedLayout = reuse ? TripleLayout.OfReused(recipe) : null;
        _entries = new CompiledTriple[size];
        if (ReusedLayout is not null)
        {
            _reused = new CompiledTriple[size];
        }

        for (var i = 0; i < size; i++)
        {
            var documents = recipe.Draw(context);
            check(recipe, documents);
            _entries[i] = TripleCompiler.Compile(Layout, documents);
            HasOtherForms |= _entries[i].HasOtherForms;
            if (ReusedLayout is { } layout)
            {
                _reused[i] = TripleCompiler.Compile(layout, documents);
            }
        }
    }

    public TripleLayout Layout { get; }

    /// <summary>The layout of the parents that are reused; null where none are.</summary>
    public TripleLayout? ReusedLayout { get; }

    /// <summary>True where other forms of the key than the whole one are inserted.</summary>
    public bool HasOtherForms { get; }

    public int Count => _entries.Length;

    public CompiledTriple this[int index] => _entries[index];

    /// <summary>The parents that are reused, of a triple of <see cref="ReusedLayout"/>.</summary>
    public CompiledTriple Reused(int index) => _reused[index];
}
