// The real one. @fastify/static requires this ES module, which Node 20 can do and Jest on Node 20 cannot.
module.exports = process.getBuiltinModule('module').createRequire(__filename)('content-disposition');
