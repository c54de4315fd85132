namespace EdFi.BatchPerf.Documents.Triples;

/// <summary>Compiled triples of one recipe, made up once; batches take them in turn.</summary>
internal sealed class TriplePool
{
    private readonly CompiledTriple[] _entries;

    /// <param name="recipe">Makes up the triples.</param>
    /// <param name="context">What it draws from.</param>
    /// <param name="size">Number of triples.</param>
    /// <param name="check">Looks at the documents of each.</param>
    public TriplePool(ITripleRecipe recipe, RecipeContext context, int size, Action<ITripleRecipe, TripleDocuments> check)
    {
        Layout = new TripleLayout(recipe);
        _entries = new CompiledTriple[size];
        for (var i = 0; i < size; i++)
        {
            var documents = recipe.Draw(context);
            check(recipe, documents);
            _entries[i] = TripleCompiler.Compile(Layout, documents);
            HasOtherForms |= _entries[i].HasOtherForms;
        }
    }

    public TripleLayout Layout { get; }

    /// <summary>True where other forms of the key than the whole one are inserted.</summary>
    public bool HasOtherForms { get; }

    public int Count => _entries.Length;

    public CompiledTriple this[int index] => _entries[index];
}
